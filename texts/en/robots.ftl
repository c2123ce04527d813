# Business case, legal clarification and operation: what a robot costs, must comply with and saves.

card-overtaken = Something happened to the suggestion while you were writing. Have a look, and save again if it still fits.
card-kept = Saved.

## Business case

button-business_case_save = Save and work it out
button-business_case_export = Get it as a file

question-hourly_rate =
    .label = Hourly rate of those who do it today (DKK)
    .placeholder = For example 350
question-development_hours =
    .label = Hours to develop the robot
    .placeholder = For example 40
question-development_rate =
    .label = Hourly rate of development (DKK)
    .placeholder = For example 700
question-licence_per_year =
    .label = Licence per year (DKK)
    .placeholder = For example 5,000
question-operation_per_year =
    .label = Operation per year (DKK)
    .placeholder = For example 2,000

card-case = Business case for no. { $number }
    .help = Save, and I will work out what the robot gains and when it has paid for itself.
    .unknown = The result cannot be worked out until you know how often the task is done and how long it takes.
card-case-payback = Pays for itself in { $months ->
        [0] less than a month
        [one] { $months } month
       *[other] { $months } months
    }
    .never = Does not pay for itself
card-case-years = The first five years (DKK)
    .year = Year
    .net = The year’s result
    .accumulated = In all
card-kroner = DKK { $amount }
    .oere = DKK { NUMBER($amount, minimumFractionDigits: 2, maximumFractionDigits: 2) }
card-figure-gain = Gain per year
card-figure-running = Costs per year
card-figure-investment = Development
card-figure-net = Net gain per year
card-figure-payback = Payback
card-case-how-gain = { $hours } × { $rate } = { $amount }
card-case-how-running = Licence { $licence } + operation { $operation } = { $amount }
card-case-how-investment = { $hours } × { $rate } = { $amount }
card-case-how-net = { $gain } − { $running } = { $yearly }. In the first year the development is deducted: { $yearly } − { $investment } = { $first }.
card-case-how-payback = The development costs { $investment }, and each year gains { $yearly }. Every month begun counts.

note-case-in-chat = I have put the file in our own chat.
note-case-file = The business case of no. { $number }
    .name = business-case-{ $number }.csv
    .hours = Hours per year
    .gain = Gain per year (DKK)
    .running = Costs per year (DKK)
    .investment = Development (DKK)
    .payback = Paid for after (months)
note-case-unsent = The business case did not arrive, perhaps because it has changed meanwhile. Press “Get it as a file” once more and we will try again.

## Legal clarification

button-legal_save = Save
button-legal_verify = Verified today

card-legal = Legal clarification of no. { $number }
    .missing =
        { $count ->
            [one] One line has no answer yet. It needs one before the process can go on to implementation.
           *[other] { $count } lines have no answer yet. They need one before the process can go on to implementation.
        }
    .complete = All lines are answered.
card-legal-legal_basis = Is the legal basis found and named?
card-legal-data_categories = Is it clear which personal data are involved?
card-legal-impact_assessment = Has an impact assessment (DPIA) been made?
card-legal-automatic_decision = Does the robot take decisions fully automatically (GDPR, art. 22)?
card-legal-duties = Are the duties to hear and to inform the parties taken care of?
card-legal-journalising = Is what the robot does filed as records?
card-legal-processor_agreement = Is there a data processing agreement?
card-legal-employees_informed = Do the employees know that the robot takes tasks, not jobs?
card-legal-answer-yes = Yes
card-legal-answer-no = No
card-legal-answer-not_relevant = Not relevant
card-legal-answered = { $answer } · { $name }, { $day }
card-legal-note = Note (optional)
    .placeholder = For example a section, a case, or who has looked at it
card-legal-open = Answer
card-legal-verified = last verified { $day }
    .never = not verified yet
    .done = It is on the record that the clause was verified today.

## Operation

problem-month-future = That month has not begun yet.
problem-month-not-in-operation = The robot was not in operation in that month. See when it was put into operation.
problem-too-much-for-a-month = Those are more runs or hours than a month can hold. Please check the figures.

button-operation = The robot
button-operation_save = Save the hours

question-hours_saved =
    .label = Hours saved in that month
    .placeholder = For example 7.5

card-operation = Operation of no. { $number }
    .nobody = Nobody yet
    .month = Month
    .help = Hours you write here count in place of the robot’s own runs in the same month.
    .not-begun = The robot is not in operation yet. Once it is, you can follow here what it saves.
card-operation-to-people = Choose who watches it
card-operation-to-section = Change dates, rating and description
card-operation-months = Hours saved month by month
    .expected = Expected
    .saved = Saved
card-saved-so-far = The robot has saved { $hours } so far.
