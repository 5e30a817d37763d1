# Fits ltm's graded response model with 21 Gauss-Hermite points, its default.
library(ltm)
answers <- read.csv(commandArgs(TRUE)[1])
answers[] <- lapply(answers, factor)
time <- system.time(fit <- grm(answers))["elapsed"]
cat(sprintf("ltm: %.2f s, log-likelihood %.6f\n", time, fit$log.Lik))
