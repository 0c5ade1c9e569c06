import Files
import Imaging

extension ImagingError: Remedied {
  var remedy: String? {
    switch self {
    case .empty, .damaged, .damagedFITS: "fetch or export it again"
    case .notAPicture: "convert it, or leave it out"
    case .tooLarge: "cut it into smaller ones"
    case .outOfMemory: "close other programs and try again"
    case .packedFITS(.gzip, _): "unpack it with gunzip"
    case .packedFITS(.tiles, _): "unpack it with funpack"
    case .noSuchExtension(_, let existing): existing.isEmpty ? nil : "name one of them with --table"
    case .noSuchBand(_, let existing): existing.isEmpty ? nil : "choose among them with --bands"
    case .noBands: "leave --bands out"
    case .bandsNeeded: "choose three with --bands"
    case .bandsDiffer: "choose others with --bands"
    case .noData: "leave it out"
    case .otherSkyCoordinates(_, let needed): "reproject it to \(needed)"
    case .unreadableFile(let error): error.remedy
    case .cannotEncode, .unreadableFITS, .noSkyCoordinates, .outsideImage: nil
    }
  }
}
