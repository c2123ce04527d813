# Assessing: what the RPA team is asked, and the figures that come of it.

criterion-professional_judgement = Does the process take professional judgement?
    .short = professional judgement
criterion-change_frequency = Does the process change often?
    .short = frequent changes
criterion-structured_information = Is the information structured?
    .short = structured information
criterion-variation = Does the work vary from time to time?
    .short = variation
criterion-digital_information = Are the data available digitally?
    .short = digital data
criterion-quality_gain = Does automation give higher quality and fewer errors?
    .short = quality
criterion-speed_gain = Does it give faster and more complete service?
    .short = service
criterion-routine_relief = Does it free time from routine work and improve well-being?
    .short = time and well-being
criterion-automatable = Can the process be automated?
    .short = whether it can be automated

degree-high = To a high degree
degree-some = To some degree
degree-lesser = To a lesser degree
degree-not_at_all = Not at all
degree-unknown = Don’t know

button-assess = Assess
button-assess_give = Give assessment
button-assess_save = Save for later
button-figures = The figures
button-override = Let it go on
button-assessments = Who answered what

card-assess = Assess no. { $number }
    .help = Answer as you see it; “don’t know” is an answer too. You see the others’ assessments once you have given yours.
    .submitted = { $asked } (in the suggestion: { $said })
    .saved = Saved. Only you can see it until you give your assessment.
    .overtaken = Something has happened to the suggestion while you were answering. Have a look, and give your assessment again if it still holds.
    .expected = What you expect
    .now = It now says: { $stands }
card-assessed = Thank you. Your assessment counts.

card-told-assessed = The RPA team has assessed suggestion no. { $number }
    .hours = The work takes { $hours } a year today.

card-figures-of = The figures for no. { $number }
card-assessments-of = The assessments of no. { $number }
card-assessed-by =
    { $count ->
        [0] Nobody has assessed it yet. The figures are provisional.
        [one] One person has assessed it.
       *[other] { $count } people have assessed it. Each question counts by its median.
    }
card-priority = Priority { $priority }
card-priority-weighted = { $priority }. Weights: suitability { $suitability }, benefit { $benefit }, reach { $reach }. Bar: { $bar } a year.
card-provisional = { $figure } (provisional)
card-no-stars = No stars yet
card-not-computed = not computed
card-percent = { $count }%
card-disagreement = Disagreement on: { $criteria }
    .hidden = You see who answered what once you have given your own assessment.
card-override = No. { $number } takes professional judgement
    .help = A robot cannot exercise discretion. Write why it can go on all the same. The reason stays on the record.
    .done = It can go on now, and the reason stays with it.
card-judgement = Takes professional judgement to a high degree, and a robot cannot exercise discretion. It stays in preanalysis unless you give a reason why not.
card-judgement-overridden = Takes professional judgement, but goes on for a reason given.

card-figure-stars = Stars
card-figure-priority = Priority
card-figure-suitability = Suitability
card-figure-benefit = Benefit
card-figure-confidence = Confidence
card-figure-manual_hours = Manual hours
card-figure-potential = Potential
card-figure-reach = Reach

card-how = How?
card-how-label = { $label }: How?
card-how-stars = ★★★: suitability at least 80, none of the six questions at 0 points, and at least { $bar } a year to gain. ★★: suitability at least 50 and at most two at 0 points. Otherwise ★.
card-how-stars-here = Here: suitability { $suitability }, { $zeros } at 0 points, potential { $potential }.
card-how-priority = ({ $terms }) ÷ { $weights } = { $figure }
card-how-weight-suitability = { $weight } × Suitability { $figure }
card-how-weight-benefit = { $weight } × Benefit { $figure }
card-how-weight-reach = { $weight } × Reach { $figure }
card-how-provisional = Provisional: only what was answered in the suggestion counts.
card-how-left-out = What cannot be computed does not count.
card-how-nothing = There is nothing yet to compute it from.
card-how-share = 100 × mean of { $points } ÷ 3 = { $figure }
card-how-points = { $points } points
card-how-points-apart = { $points } points, spread { $spread }
card-how-unknown = No answer, does not count
card-how-unanswered = Computed once the questions are answered.
card-how-confidence = { $answered } of { $asked } answers are other than “don’t know”.
card-how-potential = { $work } × { $degree }% = { $hours } a year
card-how-assumed = The { $degree }% are assumed until you say otherwise.
card-how-reach = 100 × { $hours } ÷ ({ $hours } + { $bar }) = { $figure }
card-how-no-hours = Computed once you know how often the task is done and how long it takes.
