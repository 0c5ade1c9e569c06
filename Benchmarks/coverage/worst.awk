# The worst situation of each interval, from the table of `Benchmarks/coverage/run`.
BEGIN {
  FS = " [|] "
  print "| interval of | situations | holds at least | there | holds on average |"
  print "| --- | ---: | ---: | --- | ---: |"
}
NR > 2 {
  name = substr($1, 3)
  if (!(name in count)) { order[++names] = name; least[name] = 101 }
  count[name]++
  sum[name] += $5 + 0
  if ($5 + 0 < least[name]) { least[name] = $5 + 0; where[name] = $2 }
}
END {
  for (i = 1; i <= names; i++) {
    name = order[i]
    printf "| %s | %d | %.1f%% | %s | %.1f%% |\n", name, count[name], least[name], where[name], sum[name] / count[name]
  }
}
