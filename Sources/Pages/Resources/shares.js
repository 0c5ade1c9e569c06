// Exact (Clopper and Pearson) 95 % intervals of shares, as the page's tables have them.
const shares = (function () {
  const lanczos = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
    -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
    1.5056327351493116e-7,
  ];

  // The logarithm of the gamma function above 0.5.
  function logGamma(value) {
    const x = value - 1;
    const t = x + 7.5;
    const sum = lanczos.reduce(function (total, part, i) {
      return i === 0 ? part : total + part / (x + i);
    }, 0);
    return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum);
  }

  // The chance that a beta variable is at most x: a continued fraction by Lentz's method.
  function betaShare(x, a, b) {
    if (x > (a + 1) / (a + b + 2)) { return 1 - betaShare(1 - x, b, a); }
    const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b)
      + a * Math.log(x) + b * Math.log1p(-x)) / a;
    const kept = function (value) { return Math.abs(value) < 1e-300 ? 1e-300 : value; };
    let c = 1;
    let d = 1 / kept(1 - (a + b) * x / (a + 1));
    let fraction = d;
    for (let m = 1; m < 10000; m += 1) {
      const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / kept(1 + even * d);
      c = kept(1 + even / c);
      fraction *= d * c;
      const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / kept(1 + odd * d);
      c = kept(1 + odd / c);
      fraction *= d * c;
      if (Math.abs(d * c - 1) < 1e-12) { break; }
    }
    return front * fraction;
  }

  // The share that a beta variable stays below with a chance.
  function betaQuantile(chance, a, b) {
    // Log-odds keep the digits of shares near 0 and 1.
    let low = -50;
    let high = 50;
    for (let step = 0; step < 44; step += 1) {
      const middle = (low + high) / 2;
      if (betaShare(1 / (1 + Math.exp(-middle)), a, b) < chance) { low = middle; } else { high = middle; }
    }
    return 1 / (1 + Math.exp(-(low + high) / 2));
  }

  return {
    // Lower and upper bound of the share of some hits in all; null of nothing.
    exact: function (hits, all) {
      if (all === 0) { return null; }
      return [
        hits === 0 ? 0 : betaQuantile(0.025, hits, all - hits + 1),
        hits === all ? 1 : betaQuantile(0.975, hits + 1, all - hits),
      ];
    },
  };
}());
