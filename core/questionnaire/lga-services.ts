/** The nine services of the LGA's polls, each asked of the tier that runs it, on two screens by theme. */
import { attitude, QUESTION_SET } from "./lga-parts.ts";
import { SATISFACTION, text } from "./scales.ts";
import type { ChoiceQuestion, Text } from "./types.ts";

/** The service as it stands alone in a table, and within the sentence. */
interface Service {
  readonly id: string;
  readonly screen: "services_street" | "services_people";
  readonly tier: "district" | "county";
  readonly title: Text;
  readonly within: Text;
  readonly unlisted?: true;
}

const SERVICES: readonly Service[] = [
  {
    id: "waste_collection",
    screen: "services_street",
    tier: "district",
    title: text("Waste collection", "Casglu gwastraff"),
    within: text("waste collection", "y gwasanaethau casglu gwastraff"),
  },
  {
    id: "street_cleaning",
    screen: "services_street",
    tier: "district",
    title: text("Street cleaning", "Glanhau strydoedd"),
    within: text("street cleaning", "y gwasanaethau glanhau strydoedd"),
  },
  {
    id: "road_maintenance",
    screen: "services_street",
    tier: "county",
    title: text("Road maintenance", "Cynnal a chadw ffyrdd"),
    within: text("road maintenance", "y gwasanaethau cynnal a chadw ffyrdd"),
  },
  {
    id: "pavement_maintenance",
    screen: "services_street",
    tier: "county",
    title: text("Pavement maintenance", "Cynnal a chadw palmentydd"),
    within: text("pavement maintenance", "y gwasanaethau cynnal a chadw palmentydd"),
  },
  {
    id: "parks",
    screen: "services_street",
    tier: "district",
    title: text("Parks and green spaces", "Parciau a mannau gwyrdd"),
    within: text("parks and green spaces", "y parciau a'r mannau gwyrdd"),
    unlisted: true,
  },
  {
    id: "libraries",
    screen: "services_people",
    tier: "county",
    title: text("Library services", "Gwasanaethau llyfrgell"),
    within: text("library services", "y gwasanaethau llyfrgell"),
  },
  {
    id: "sport_leisure",
    screen: "services_people",
    tier: "district",
    title: text("Sport and leisure services", "Gwasanaethau chwaraeon a hamdden"),
    within: text("sport and leisure services", "y gwasanaethau chwaraeon a hamdden"),
  },
  {
    id: "older_people",
    screen: "services_people",
    tier: "county",
    title: text("Services and support for older people", "Gwasanaethau a chymorth i bobl hŷn"),
    within: text("services and support for older people", "y gwasanaethau a'r cymorth i bobl hŷn"),
  },
  {
    id: "children_young_people",
    screen: "services_people",
    tier: "county",
    title: text("Services and support for children and young people", "Gwasanaethau a chymorth i blant a phobl ifanc"),
    within: text(
      "services and support for children and young people",
      "y gwasanaethau a'r cymorth i blant a phobl ifanc",
    ),
  },
];

/** A service is asked of the tier that runs it; of the only council where there is one tier. */
function service({ id, screen, tier, title, within, unlisted }: Service): ChoiceQuestion {
  return attitude({
    id: `service_${id}`,
    screen,
    ...(unlisted ? {} : { series: `service_${id}` }),
    about: tier,
    ...(tier === "county" ? { about_in: { A: "district" } } : {}),
    asked_in: tier === "county" ? ["A", "B2", "C"] : ["A", "B1", "C"],
    title,
    text: text(
      `How satisfied or dissatisfied are you with ${within.en} provided or supported by {council}?`,
      `Pa mor fodlon neu anfodlon ydych chi ar ${within.cy} y mae {council} yn eu darparu neu'n eu cefnogi?`,
    ),
    options: SATISFACTION,
    provenance: {
      ...QUESTION_SET,
      note: unlisted
        ? "Nine services are reported from 2023 on; that the ninth is parks and green spaces is to be confirmed."
        : "The service was seen in reports of the polls, 2012 to 2018; the sentence is to be confirmed.",
    },
  });
}

/** The service questions, in the order they are asked. */
export const LGA_SERVICES: readonly ChoiceQuestion[] = SERVICES.map(service);
