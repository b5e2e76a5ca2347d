/**
 * Two sources about one event: do they contradict each other? Written apart from the corpus, in the words of other
 * desks. `first` and `second` are claims; `disputed` holds what each side writes, or null where there is nothing to show.
 */
export interface ClaimPair {
  readonly first: string;
  readonly second: string;
  readonly disputed: readonly [string, string] | null;
}

const pair = (first: string, second: string, ...disputed: readonly string[]): ClaimPair => ({
  first,
  second,
  disputed: disputed.length === 2 ? [disputed[0]!, disputed[1]!] : null,
});

export const pairs: readonly ClaimPair[] = [
  pair(
    'Velmont Motors will cut 300 jobs at its Rouvres plant.',
    'Velmont Motors is to cut 500 jobs in Rouvres.',
    '300',
    '500',
  ),
  pair(
    'The group is closing the site and laying off 300 workers.',
    'The closure of the site means the dismissal of 500 workers.',
    '300',
    '500',
  ),
  pair('The explosion killed 12 people.', 'The explosion left 15 dead.', '12', '15'),
  pair('Twelve people died in the fire.', 'Fifteen people were killed in the fire.', 'Twelve', 'Fifteen'),
  pair('The fine amounts to €12 million.', 'The company must pay a fine of €21 million.', '€12 million', '€21 million'),
  pair(
    'The summit will take place on 3 June in Lisbon.',
    'The summit takes place in Lisbon on 5 June.',
    '3 June',
    '5 June',
  ),
  pair('Unemployment rose to 7.4%.', 'Unemployment rose to 7.9%.', '7.4%', '7.9%'),
  pair(
    'The quake had a magnitude of 5.8 and injured 40 people.',
    'At least one house collapsed and 90 people were injured in the quake.',
    '40',
    '90',
  ),
  pair('The bridge is 420 metres long.', 'The bridge, 460 metres long, opens in May.', '420 metres', '460 metres'),
  pair('The strike lasted 9 days.', 'After a strike of 11 days, work has resumed.', '9 days', '11 days'),
  pair(
    'The buyer pays $2.4 billion for Kestrel.',
    'Kestrel goes for $2.9 billion to the buyer.',
    '$2.4 billion',
    '$2.9 billion',
  ),
  pair('Police arrested 8 suspects.', 'Police have arrested 11 suspects.', '8', '11'),
  pair('Parliament passed the law with 212 votes.', 'The law passed with 221 votes.', '212', '221'),

  pair('The explosion killed at least 12 people.', 'The explosion left 15 dead.'),
  pair('The explosion killed about 300 people.', 'The explosion left 312 dead.'),
  pair('The explosion killed 12 people.', 'The explosion injured 15 people.'),
  pair('The group will cut 500 jobs, 300 of them in France.', 'The group will cut 300 jobs in France.'),
  pair('The group will cut 300 jobs in France.', 'The group will cut 500 jobs in Italy.'),
  pair('The group will cut 500 jobs worldwide.', 'In France, the group will cut 300 jobs.'),
  pair('The group cut 300 jobs in 2021.', 'The group cut 500 jobs in 2023.'),
  pair('The toll rose to 15 dead, up from 12 on Monday.', 'The toll stood at 12 dead.'),
  pair('The toll has risen from 12 to 15 dead.', 'There are 12 dead.'),
  pair('The company will invest $100 million.', 'The company will invest €88 million.'),
  pair('The company will invest $2.5 billion.', 'The company will invest $2.48 billion.'),
  pair('The company will invest up to $3 billion.', 'The company will invest $2.5 billion.'),
  pair('Sales reached €4.1 billion.', 'Profit reached €0.4 billion.'),
  pair('Sales rose by 4%.', 'Profit rose by 9%.'),
  pair('The mayor, 54, has been in office since 2015.', 'The mayor is 61 kilometres from the capital.'),
  pair('The first train leaves on 3 June.', 'Tickets are on sale from 5 May.'),
  pair('The trial begins on 3 June.', 'The verdict is expected on 14 July.'),
  pair('Three of the 12 suspects are minors.', 'Police arrested 12 suspects.'),
  pair('The bill is 200 pages long.', 'The report is 340 pages long.'),
  pair('The party won 34 seats.', 'The party had 29 seats before.'),
  pair('The party won 34 seats.', 'The rival party won 29 seats.'),
  pair('The flat costs €1,200 a month.', 'The house costs €1,900 a month.'),
  pair('The company employs 4,000 people.', 'The project will train 6,000 people.'),
  pair('Turnout was 61%, compared with 55% four years ago.', 'Four years ago turnout was 55%.'),
  pair('The dam holds 26% of its capacity.', 'The reservoirs are at 31%.'),
  pair('The minister promised 5,000 more beds.', 'There are 62,000 beds in the country.'),
  pair('The judge set bail at $50,000.', 'The damage is put at $75,000.'),
  pair('The plant produces 12 tonnes a day.', 'The plant produced 4,380 tonnes last year.'),
];

/** Written after the rules were settled on the pairs above; of its ten contradictions nine were seen at first, of its 14 traps five sprung. */
export const furtherPairs: readonly ClaimPair[] = [
  pair('The ferry was carrying 240 passengers.', 'There were 310 passengers on board the ferry.', '240', '310'),
  pair(
    'The government is sending 800 soldiers to the border.',
    'According to the ministry, 1,200 soldiers go to the border.',
    '800',
    '1,200',
  ),
  pair('The airline cancels 120 flights on Friday.', 'On Friday the airline will cancel 210 flights.', '120', '210'),
  pair('The loan amounts to €1.3 billion.', 'The bank grants a loan of €1.8 billion.', '€1.3 billion', '€1.8 billion'),
  pair('The court sentenced him to 6 years in prison.', 'He was sentenced to 8 years in prison.', '6 years', '8 years'),
  pair('Inflation fell to 2.1% in May.', 'In May inflation stood at 2.6%.', '2.1%', '2.6%'),
  pair('The fire destroyed 90 houses.', 'The flames destroyed 140 homes.', '90', '140'),
  pair(
    'The merger is to be completed on 30 September.',
    'The two companies want to complete the merger on 31 October.',
    '30 September',
    '31 October',
  ),
  pair('The ship lost 400 tonnes of oil.', 'About 900 tonnes of oil leaked from the ship.', '400 tonnes', '900 tonnes'),
  pair('The hospital treated 34 wounded.', 'The wounded number 52, the hospital says.', '34', '52'),

  pair('The ferry was carrying 240 passengers and 31 crew.', 'All 31 crew of the ferry were rescued.'),
  pair('The airline cancels 120 flights on Friday and 80 on Saturday.', 'The airline cancels 80 flights on Saturday.'),
  pair('The airline cancels 120 flights on Friday.', 'The airline cancels 80 flights on Saturday.'),
  pair('The loan runs for 10 years.', 'The bank was founded 25 years ago.'),
  pair('The prosecutor had asked for 10 years in prison.', 'He was sentenced to 6 years in prison.'),
  pair('Inflation fell to 2.1% in May.', 'Inflation had been 2.6% in April.'),
  pair('The fire destroyed 90 houses in Almeda.', 'The fire destroyed 140 houses in Corvo.'),
  pair('The share fell by 3%.', 'Since January the share has lost 12%.'),
  pair('The company has 12 factories.', 'The company has 40 shops.'),
  pair('The museum expects 300,000 visitors this year.', 'The museum had 220,000 visitors in 2023.'),
  pair('The price rises to €3.20.', 'The price was €2.90 until now.'),
  pair('The team won 3-1.', 'The team won its 14th match.'),
  pair('Half of the 600 flats are let.', 'So far 300 flats are let.'),
  pair('The vaccine protects 94% of adults.', 'The vaccine protects 81% of children.'),

  // As Apertium renders the articles of content/.
  pair(
    'The plant will create 500 direct uses, as it announced this Tuesday in Barcelona his general director, Elena Ferrer.',
    'The reversal is of €620 million and the project will create 450 direct workplaces, as it announced Tuesday the ceo, Elena Ferrer.',
    '500',
    '450',
  ),
  pair(
    'The ráfagas of wind achieved the 148 kilometres by hour in the cape Vilán.',
    'The wind arrived to the 131 kilometres by hour in the cape Carvoeiro.',
  ),
];

/** A third set, written when both others were settled: nine of ten were seen at first, of 16 traps six sprung. */
export const thirdPairs: readonly ClaimPair[] = [
  pair(
    'The landslide buried 14 houses in Monteverde.',
    'In Monteverde 19 houses were buried by the landslide.',
    '14',
    '19',
  ),
  pair(
    'The bank will pay a dividend of €0.40 per share.',
    'Shareholders receive a dividend of €0.60 per share.',
    '€0.40',
    '€0.60',
  ),
  pair(
    'The new line will be 78 kilometres long.',
    'The line has a length of 87 kilometres.',
    '78 kilometres',
    '87 kilometres',
  ),
  pair('The president was re-elected with 54% of the vote.', 'The president won 58% of the vote.', '54%', '58%'),
  pair(
    'The film has grossed $120 million.',
    'So much for critics: the film grossed $210 million.',
    '$120 million',
    '$210 million',
  ),
  pair(
    'The accident happened on 4 May near Brelan.',
    'Near Brelan, the accident of 14 May caused a stir.',
    '4 May',
    '14 May',
  ),
  pair('Some 20,000 people marched in the capital.', 'About 60,000 people marched in the capital.', '20,000', '60,000'),
  pair('The reactor will be shut down for 6 weeks.', 'The reactor is shut down for 10 weeks.', '6 weeks', '10 weeks'),
  pair(
    'The company has 1,400 employees.',
    'The company, with its 2,100 employees, is the largest in the region.',
    '1,400',
    '2,100',
  ),
  pair(
    'Prosecutors seized 3 tonnes of cocaine.',
    'Prosecutors say 5 tonnes of cocaine were seized.',
    '3 tonnes',
    '5 tonnes',
  ),
  pair(
    'Prosecutors seized 3 tonnes of cocaine and 200 kilos of heroin.',
    'Prosecutors seized 200 kilograms of heroin.',
  ),
  pair('The company has 1,400 employees in Spain.', 'The company has 9,000 employees.'),
  pair('The president won 54% of the vote.', 'His rival won 41% of the vote.'),
  pair('The new line will be 78 kilometres long.', 'The old line was 112 kilometres long.'),
  pair('The film cost $90 million.', 'The film has grossed $120 million.'),
  pair('The film grossed $40 million in its first week.', 'The film has grossed $120 million.'),
  pair('Police counted 20,000 marchers, the unions 60,000.', 'The unions counted 60,000 marchers.'),
  pair('The dividend rises from €0.40 to €0.60.', 'The dividend was €0.40.'),
  pair('The company will cut 1,400 of its 9,000 jobs.', 'The company has 9,000 jobs.'),
  pair('He scored 22 points.', 'His team scored 98 points.'),
  pair('The match was watched by 45,000 fans.', 'The stadium holds 52,000 fans.'),
  pair('The storm cut power to 12,000 homes on Monday.', 'By Wednesday 3,000 homes were without power.'),
  pair('The storm cut power to 12,000 homes.', 'Power has been restored to 9,000 homes.'),
  pair('Rates were raised by 0.25 points to 4.5%.', 'Inflation stands at 5.2%.'),
  pair('The mine employs 800 miners.', '40 miners are trapped in the mine.'),
  pair('The budget foresees €12 billion for schools.', 'The budget foresees €9 billion for hospitals.'),
];
