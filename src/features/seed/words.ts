/** Each with how many of a thousand contacts have it. */
export type Shared = readonly (readonly [name: string, perMille: number])[];

export const seedSources: Shared = [
  ['Website form', 300],
  ['Referral', 160],
  ['Google Ads', 130],
  ['Newsletter', 90],
  ['Facebook Ads', 80],
  ['Import', 70],
  ['Trade show', 50],
  ['LinkedIn', 35],
  ['Webinar', 20],
  ['Cold call', 12],
  ['Partner', 8],
  ['Walk-in', 3],
];

export const seedTags: Shared = [
  ['newsletter', 300],
  ['customer', 220],
  ['lead', 180],
  ['prospect', 120],
  ['webinar 2025', 80],
  ['vip', 30],
  ['trial', 60],
  ['churned', 50],
  ['renewal due', 40],
  ['partner', 25],
  ['supplier', 20],
  ['press', 8],
  ['investor', 5],
  ['do not call', 15],
  ['invoice by post', 10],
  ['event: summit', 45],
  ['event: open day', 35],
  ['event: roadshow', 30],
  ['product: starter', 90],
  ['product: team', 60],
  ['product: enterprise', 20],
  ['add-on: reports', 25],
  ['add-on: api', 18],
  ['beta tester', 12],
  ['referrer', 22],
  ['reviewer', 9],
  ['case study', 4],
  ['onboarding', 38],
  ['onboarded', 110],
  ['support: open', 16],
  ['support: solved', 55],
  ['nps: promoter', 42],
  ['nps: passive', 33],
  ['nps: detractor', 14],
  ['region north', 70],
  ['region south', 65],
  ['region east', 50],
  ['region west', 75],
  ['language: de', 60],
  ['language: es', 55],
  ['language: fr', 40],
  ['students', 11],
  ['non-profit', 13],
  ['public sector', 17],
  ['reseller', 7],
  ['franchise', 3],
  ['wholesale', 10],
  ['Weihnachtskarte', 6],
  ['重要', 2],
  ['alumni', 1],
];

export const companyWords =
  'Northwind Blue Summit Harbor Alpine Vertex Lumen Cedar Nova Atlas Pioneer Sterling Meridian Orchard Granite Beacon Willow Quantum Falcon Juniper Horizon Cobalt Maple Aurora Crescent Ember Tundra Solstice Peregrine Onyx Saffron Café Élan Fjörd Über Zenith'.split(
    ' ',
  );
export const companyTrades =
  'Logistics Consulting Software Foods Design Energy Health Media Capital Interiors Travel Robotics Textiles Legal Dental Motors Gardens Academy Roofing Analytics Bakery Optics Marine Ceramics'.split(
    ' ',
  );
export const mailboxes = ['mail.example', 'inbox.example', 'post.example', 'letters.example.org'];
export const streets =
  'Main High Station Park Church Mill Garden Lake River Market Oak Hill Bridge School Linden King Queen Forest Harbour Sunset'.split(
    ' ',
  );

export const jobTitles = [
  'Managing Director',
  'Sales Manager',
  'Office Manager',
  'Software Engineer',
  'Marketing Lead',
  'Accountant',
  'Founder',
  'Consultant',
  'Head of Purchasing',
  'Teacher',
  'Nurse',
  'Architect',
  'Project Manager',
  'Owner',
  'Data Analyst',
  'Geschäftsführerin',
  'Chef de projet',
  'Electrician',
  'Photographer',
  'Veterinarian',
];

const openings = [
  'Called about the last order.',
  'Met at the trade show.',
  'Asked for a quote.',
  'Left a message on the machine.',
  'Wants to hear from us after the holidays.',
  'Was introduced by a colleague.',
  'Is comparing us with two others.',
  'Had a question about the invoice.',
  'Very happy with the support.',
  'Moved to another office.',
];
const endings = [
  'Will call back next week.',
  'Prefers e-mail.',
  'Send the brochure.',
  'Decides together with the team.',
  'Budget is set for next quarter.',
  'Needs an answer by Friday.',
  'No further action.',
  'Best reached in the morning.',
  'Offer a demo.',
  'Ask again in spring.',
];
export const noteTitles = ['Call', 'Meeting', 'E-mail', 'Follow-up', 'Complaint', 'Idea'];
export const noteTexts: readonly string[] = openings.flatMap((opening) =>
  endings.map((ending) => `${opening} ${ending}`),
);
