# Times alpha with item statistics, omega of one factor and polychoric correlations by psych, and three nested ordinal regressions of one item by MASS.
suppressMessages({library(psych); library(MASS)})
# Seconds of the processor, helpers of psych included.
spent <- function(work) sum(system.time(work)[c("user.self", "sys.self", "user.child", "sys.child")])
arguments <- commandArgs(TRUE)
folder <- arguments[1]; people <- as.integer(arguments[2]); items <- as.integer(arguments[3])
answers <- function(name, people) {
  raw <- as.integer(readBin(file.path(folder, name, "scale.bin"), "raw", people * items))
  raw[raw == 0] <- NA
  as.data.frame(matrix(raw, people, items))
}
large <- answers("large", people)
first <- spent(alpha <- psych::alpha(large, warnings = FALSE))
third <- spent(omega <- suppressWarnings(psych::omega(large, nfactors = 1, plot = FALSE)))
fourth <- spent(poly <- psych::polychoric(large, correct = 0))
few <- people %/% 20
small <- answers("small", few)
group <- factor(as.integer(readBin(file.path(folder, "small", "group.bin"), "raw", few)))
whole <- complete.cases(small)
item <- factor(small[whole, 1], ordered = TRUE)
rest <- rowMeans(small[whole, -1])
group <- group[whole]
second <- spent({
  polr(item ~ rest)
  polr(item ~ rest + group)
  fitted <- polr(item ~ rest * group)
})
version <- packageVersion("psych")
cat(sprintf('[["R psych %s alpha", %.4f, "scale_seconds", "alpha", %.14g],\n ["R psych %s omega", %.4f, "omega_seconds", "omega", %.14g],\n ["R psych %s polychoric", %.4f, "polychoric_seconds", "correlations", %.14g],\n ["R MASS %s polr, three models", %.4f, "item_seconds", "log_likelihood", %.14g]]\n',
  version, first, alpha$total$raw_alpha, version, third, omega$omega.tot,
  version, fourth, sum(poly$rho[lower.tri(poly$rho)]), packageVersion("MASS"), second, as.numeric(logLik(fitted))),
  file = file.path(folder, "peers_r.json"))
