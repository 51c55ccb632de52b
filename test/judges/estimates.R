# Makes fresh cases for `npm run oracles` with R's survey package: other sizes, labels and margins each time.
# Rscript estimates.R FOLDER FIRST_SEED CASES
suppressPackageStartupMessages({
  library(survey)
  library(jsonlite)
})
arguments <- commandArgs(TRUE)
folder <- arguments[1]
seeds <- as.integer(arguments[2]) + seq_len(as.integer(arguments[3])) - 1L

labels <- list(
  age = c("16-24", "25 \"ifanc\"", "35, canol", "45–54", "Môn a'r Ŵyl", "65+"),
  sex = c("benyw, B", "gwryw \\ M"),
  tenure = c("own", "rhent; \"preifat\"", "social/other"),
  `car.a` = c("0", "1")
)

# Weighted levels of one variable: random shares, and a sample that leans another way.
draw <- function(levels, n) sample(levels, n, TRUE, prob = runif(length(levels), 0.4, 1.6))

interval <- function(formula, design, method) {
  result <- suppressWarnings(tryCatch(svyciprop(formula, design, method = method, df = degf(design)), error = function(e) NULL))
  if (is.null(result)) NULL else as.numeric(confint(result))
}

proportion <- function(fixed, raked, calibrated, inside, id, numerator, excludes, domain) {
  base <- subset(fixed, inside)
  mean <- svymean(~y, base, deff = "replace")
  p <- as.numeric(coef(mean))
  list(
    id = id, kind = "proportion", question = "q_sat", numerator = numerator, base_excludes = excludes, domain = domain,
    n_design = nrow(fixed), n_base = sum(inside), n_numerator = sum(fixed$variables$y[inside]),
    w_base = sum(weights(base)), w_numerator = sum(weights(base) * base$variables$y), estimate = p,
    lin = list(var = as.numeric(vcov(mean)), se = as.numeric(SE(mean)), df = degf(base), deff_replace = as.numeric(deff(mean))),
    ci95 = Filter(Negate(is.null), list(
      wald_t = interval(~I(y == 1), base, "mean"), logit_glm = interval(~I(y == 1), base, "logit"),
      xlogit = interval(~I(y == 1), base, "xlogit"), beta = interval(~I(y == 1), base, "beta"),
      likelihood = interval(~I(y == 1), base, "likelihood")
    )),
    raked_variance = list(
      se_rake_10_sweeps = as.numeric(SE(svymean(~y, subset(raked, inside)))),
      se_calibrate = as.numeric(SE(svymean(~y, subset(calibrated, inside))))
    )
  )
}

make <- function(seed) {
  set.seed(seed)
  n <- sample(c(90, 150, 400, 900, 2500), 1)
  variables <- c("age", sample(c("sex", "tenure", "car.a"), sample(2:3, 1)))
  data <- as.data.frame(lapply(labels[variables], draw, n = n), check.names = FALSE)
  lean <- match(data$age, labels$age) / 6
  data$q_sat <- ifelse(runif(n) < 0.06, NA, ifelse(runif(n) < 0.1, sample(c(8, 9), n, TRUE), pmin(5, 1 + rbinom(n, 4, 0.3 + 0.4 * lean))))
  total <- sample(c(5000, 123457, 1), 1) * 100
  margins <- lapply(variables, function(variable) {
    present <- unique(data[[variable]])
    share <- runif(length(present), 0.6, 1.4)
    data.frame(level = present, Freq = total * share / sum(share))
  })
  data$one <- 1
  design <- svydesign(ids = ~1, weights = ~one, data = data)
  formulas <- lapply(variables, function(variable) as.formula(paste0("~`", variable, "`")))
  frames <- Map(function(margin, variable) setNames(margin, c(variable, "Freq")), margins, variables)
  raked <- rake(design, formulas, frames, control = list(maxit = 2000, epsilon = total * 1e-14 / n))
  data$w <- as.numeric(weights(raked))
  calibrated <- calibrate(design, formula = formulas, population = lapply(frames, function(frame) {
    xtabs(as.formula(paste0("Freq ~ `", names(frame)[1], "`")), frame)
  }), calfun = "raking", epsilon = 1e-13, maxit = 500)
  fixed <- svydesign(ids = ~1, weights = ~w, data = data)
  estimates <- list()
  wanted <- list(
    list("top", c(4, 5), c(8, 9), NULL), list("rare", c(1), c(8, 9), NULL), list("answered", c(3), numeric(0), NULL),
    list("young", c(4, 5), c(8, 9), list(age = data$age[1]))
  )
  for (one in wanted) {
    inside <- !is.na(data$q_sat) & !(data$q_sat %in% one[[3]])
    if (!is.null(one[[4]])) inside <- inside & data$age == one[[4]]$age
    # Not called y: update() would find the y of the time before in the design.
    chosen <- as.numeric(data$q_sat %in% one[[2]])
    for (name in c("fixed", "raked", "calibrated")) assign(name, update(get(name), y = chosen))
    count <- sum(chosen[inside])
    if (count == 0 || count == sum(inside) || sum(inside) < 8) next
    estimates <- c(estimates, list(proportion(fixed, raked, calibrated, inside, one[[1]], I(one[[2]]), I(one[[3]]), one[[4]])))
  }
  inside <- !is.na(data$q_sat) & !(data$q_sat %in% c(8, 9))
  base <- subset(fixed, inside)
  mean <- svymean(~q_sat, base)
  limits <- as.numeric(confint(mean, df = degf(base)))
  means <- list(list(
    id = "mean", kind = "mean", question = "q_sat", scores = list(`1` = 1, `2` = 2, `3` = 3, `4` = 4, `5` = 5), domain = NULL,
    n_design = n, n_base = sum(inside), w_base = sum(weights(base)), estimate = as.numeric(coef(mean)),
    lin = list(var = as.numeric(vcov(mean)), se = as.numeric(SE(mean)), df = degf(base)), ci95 = list(wald_t = limits)
  ))
  codes <- sort(unique(data$q_sat[inside]))
  shares <- svymean(as.formula("~factor(q_sat)"), base)
  list(
    id = sprintf("01-fresh-%d", seed), set = "fresh", title = sprintf("%d rows, %d margins, made by R", n, length(variables)),
    about = "Made by test/judges/estimates.R.", made_with = list(R = R.version.string, survey = as.character(packageVersion("survey"))),
    tolerance = list(absolute = 1e-12, weights_relative = 1e-9, intervals_relative = 1e-9, closed_form_relative = 1e-10, glm_logit_and_likelihood_absolute = 1e-7, small_area_relative = 1e-7),
    input = list(
      columns = I(c(variables, "q_sat")),
      rows = lapply(seq_len(n), function(row) unname(as.list(data[row, c(variables, "q_sat")]))),
      margins = Map(function(frame, variable) list(
        variables = I(variable),
        cells = lapply(seq_len(nrow(frame)), function(row) setNames(list(frame[row, 1], frame$Freq[row]), c(variable, "population")))
      ), unname(frames), unname(variables))
    ),
    expected = list(
      weights = data$w, cells = list(), margin_error_share_at_most = 1e-9, estimates = estimates, means = means,
      covariance_sat_valid = list(levels = I(codes), estimate = as.numeric(coef(shares)), covariance = unname(as.matrix(vcov(shares))))
    )
  )
}

for (seed in seeds) {
  json <- toJSON(make(seed), auto_unbox = TRUE, digits = I(17), null = "null", na = "null")
  writeLines(json, file.path(folder, sprintf("01-fresh-%d.json", seed)), useBytes = TRUE)
}
