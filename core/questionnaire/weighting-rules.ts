/** The rules about the questions that answers are weighted by. */
import { type DocumentProblem, problemIf, type Rule } from "./document-problem.ts";
import { conditionsOf, substantiveOptions } from "./lookups.ts";

/** Age and sex are two demographic questions of the document. */
export const weightingIsOfDemographics: Rule = ({ questions, weighting }) => {
  if (weighting === undefined) return [];
  const { age, sex } = weighting;
  const asked = (id: string, path: string): readonly DocumentProblem[] => {
    const question = questions.find((one) => one.id === id);
    return [
      ...problemIf(question === undefined, path, "There is no question of this id."),
      ...problemIf(question?.role === "attitude", path, "Answers are weighted by demographic questions only."),
    ];
  };
  return [
    ...asked(age.question, "weighting.age.question"),
    ...asked(sex.question, "weighting.sex.question"),
    ...problemIf(age.question === sex.question, "weighting.sex.question", "Age and sex are two questions."),
  ];
};

/** Every option of age that says something is in one band of years; female and male are two options. */
export const weightingNamesOptions: Rule = ({ questions, weighting }) => {
  if (weighting === undefined) return [];
  const { age, sex } = weighting;
  const ages = substantiveOptions(questions.find(({ id }) => id === age.question));
  const sexes = substantiveOptions(questions.find(({ id }) => id === sex.question));
  const message = "The question has no such option that says something.";
  const named = age.bands.map(({ option }) => option);
  return [
    ...named.flatMap((option, index) => [
      ...problemIf(!ages.includes(option), `weighting.age.bands.${index}.option`, message),
      ...problemIf(
        named.indexOf(option) < index,
        `weighting.age.bands.${index}.option`,
        "An option stands in one band only.",
      ),
    ]),
    ...problemIf(
      ages.some((option) => !named.includes(option)),
      "weighting.age.bands",
      "Every option of the age question that says something has a band of years.",
    ),
    ...problemIf(!sexes.includes(sex.female), "weighting.sex.female", message),
    ...problemIf(!sexes.includes(sex.male), "weighting.sex.male", message),
    ...problemIf(sex.female === sex.male, "weighting.sex.male", "Female and male are two options."),
  ];
};

/** Else somebody of the population would be in two bands or in none, and weights would add up to another number. */
export const weightingYearsAreWhole: Rule = ({ age_floor_years, weighting }) =>
  (weighting?.age.bands ?? []).flatMap(({ from_years, to_years }, index, bands) => {
    const path = `weighting.age.bands.${index}`;
    const before = bands[index - 1];
    const last = index === bands.length - 1;
    return [
      ...problemIf(
        before === undefined && from_years !== age_floor_years,
        `${path}.from_years`,
        "The first band begins with the youngest age asked.",
      ),
      ...problemIf(
        typeof before?.to_years === "number" && from_years !== before.to_years + 1,
        `${path}.from_years`,
        "A band begins with the year after the band before it.",
      ),
      ...problemIf(last && to_years !== null, `${path}.to_years`, "The last band has no upper end."),
      ...problemIf(!last && to_years === null, `${path}.to_years`, "Only the last band has no upper end."),
      ...problemIf(to_years !== null && to_years < from_years, `${path}.to_years`, "A band ends after it begins."),
    ];
  });

/** Whoever was not asked could not be weighted. */
export const weightingIsOfEverybody: Rule = ({ questions, screens, sections = [], weighting }) =>
  [weighting?.age, weighting?.sex].flatMap((variable, which) => {
    const question = questions.find(({ id }) => id === variable?.question);
    return problemIf(
      question !== undefined && conditionsOf({ screens, sections }, question).length > 0,
      which === 0 ? "weighting.age.question" : "weighting.sex.question",
      "Everybody is asked what answers are weighted by.",
    );
  });
