# The cards: what stands on them, and what can be tapped.

## Buttons

button-suggest = Suggest a task
button-mine = My suggestions
button-form = Write on one page
button-answer = Next
button-unknown = Don’t know
button-skip = Skip
button-back = Back
button-cancel = Cancel
button-edit = Edit
button-confirm_found = That’s right
button-correct_found = Change it
button-submit = Send
button-add_more = Add more
button-save = Save for later
button-discard = Delete
button-continue = Continue
button-restart = Start over
button-form_submit = Send the suggestion
button-form_save = Save for later
button-status = See the suggestion
button-answer_question = Answer the question
button-withdraw = Withdraw
button-language = Language
button-mute = Messages
button-meant = Yes
button-not_meant = No, that is my answer
button-claim = Take it
button-release = Let it go
button-ask = Ask
button-accept = To preanalysis
button-reject = Reject
button-more = More
button-refresh = Refresh
button-coordinators = Coordinators
button-name_coordinator = Make coordinator
button-make_review_channel = Gather suggestions here
button-digest_on = Turn on
button-digest_off = Turn off
button-digest_preview = Show now

## Welcome and help

card-hello = Hi! I’m Guldkorn
card-welcome = Tell me about a task you do over and over, and the RPA team will see whether a robot can take it.
card-help = Here is what I can help with
card-help-suggest = Tell me about a task a robot might take
card-help-mine = See your suggestions and drafts
card-help-status = See how suggestion no. 12 is doing
card-help-back = Go back one question
card-help-skip = Skip a question
card-help-cancel = Stop, and keep or delete what you wrote
card-help-language = Switch between Danish and English
card-help-mute = Choose which messages you get
card-help-reviewer = You are in the RPA team: new suggestions arrive in your channel, with everything you need on the card. These words work there too, if you mention me first.
card-help-coordinator = You are a coordinator: you choose the channel where suggestions are gathered, and you see the private ones too.
card-help-queue = See what matters most right now
card-help-standup = See what is new, what has waited too long and what lacks something
card-help-dashboard = See the figures for all of it
card-help-settings = Choose weights, rates, limits and lists
card-help-digest = Write it in a channel, mentioning me, and every week I show which new suggestions have come in
card-help-undelivered = See what I could not send
card-word-suggest = suggest
card-word-mine = mine
card-word-status = status 12
card-word-back = back
card-word-skip = skip
card-word-cancel = cancel
card-word-submit = send
card-word-language = language
card-word-mute = mute
card-word-hello = hello
card-word-help = help
card-word-unmute = unmute
card-word-settings = settings
card-word-digest = digest
card-word-queue = queue
card-word-standup = standup
card-word-dashboard = dashboard
card-language = Which language shall we use?
    .da = Dansk
    .en = English
card-mute = What do you want to hear about?
    .help = Switch off what you do not want to be told. It goes for your own suggestions and those you follow. You can always see your suggestions with “mine”.
    .claimed = Somebody in the RPA team has taken my suggestion
    .asked = The RPA team has a question
    .proposed = The RPA team suggests a correction
    .assessed = A suggestion has been assessed
    .moved = A suggestion goes ahead or back
    .rejected = A suggestion does not go ahead
    .commented = Somebody comments on a suggestion
    .mentioned = Somebody mentions me in a comment
    .named = I am given a role
    .reminded = Something is waiting for me
    .flow = A flow in the organisation has a message for me
    .save = Save
card-flow = From the flow “{ $name }”
card-did-you-mean = Did you mean “{ $word }”?

## In a team

card-team = I take in colleagues’ suggestions of tasks a robot could take over, and lay them before you, one card at a time.
    .help = A coordinator can choose this channel as the place where suggestions are gathered.
card-review-channel-made = Suggestions are now gathered in this channel
    .help = { $name } chose the channel. New suggestions arrive as soon as they are sent.
card-coordinators = Coordinators
    .help = A coordinator chooses where suggestions are gathered, can read the private ones and can name more coordinators.
    .now = Coordinators now
    .colleague = Colleague on the RPA team
    .all = Everybody on the RPA team is a coordinator.

## The questions

card-progress = { $number } of { $total }
card-guess = My guess is { $guess }. Change it if it is something else.
card-choose = Choose
card-choose-several = Choose one or more
card-only-one-system = If it is only one system, just tap it:
card-change = Edit { $label }
card-too-long-to-change = Your text is saved. It is too long to be shown here; write a new one if you want to replace it.
card-recalled = You wrote: { $answer }
card-found = This is how I understood it
card-reading-kept = { $said } ({ $kept })

## The summary and the page

card-summary = Here is your suggestion
card-not-answered = Not answered yet
card-task-module = Guldkorn
card-form = Tell us about the task
card-form-problems =
    { $count ->
        [one] There is one thing to sort out. It is marked at its field.
       *[other] There are { $count } things to sort out. They are marked at their fields.
    }
card-form-more = Would you like to add more? (optional)
card-cpr-in-field = That looks like a CPR number, so I have not kept it. Please write it again without the number.
card-too-long-for-form = The text is saved, but too long to be shown here. You can edit it in the chat.
card-write-for-example = Write for example: { $readings }

## Drafts

card-resume = Hello again. We were working on “{ $title }”.
card-resume-untitled = Hello again. We were working on a suggestion.
card-cancel = Shall I save “{ $title }” for later?
card-cancel-untitled = Shall I save it for later?

## Numbers and days

card-day = { DATETIME($day, dateStyle: "long") }
card-number = { $count }
card-number-of = No. { $number }
card-hours =
    { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }
card-hours-a-year = { $hours } a year
card-hours-unknown = Hours a year: not known yet
card-figures = { $work } = { $hours }
card-each-time = { $long } each time

## Phases and status

card-phase-idea = Idea
card-phase-preanalysis = Preanalysis
card-phase-specification = Specification
card-phase-development = Development
card-phase-implementation = Implementation
card-phase-operation = In operation
card-phase-decommissioned = Decommissioned
card-status-not_rated = Not rated
card-status-pending = Pending
card-status-in_progress = In progress
card-status-rejected = Rejected
card-status-failed = Failed
card-status-not_relevant = No longer relevant
card-status-withdrawn = Withdrawn
card-status-merged = Merged

## Fields of work

card-domain-administration = Administration
card-domain-beskaeftigelse = Employment
card-domain-baeredygtighed = Sustainability
card-domain-demokrati = Democracy
card-domain-erhverv = Business
card-domain-familie = Family
card-domain-hr = HR
card-domain-it = IT
card-domain-kultur = Culture
card-domain-miljoe = Environment
card-domain-social = Social services
card-domain-sundhed = Health
card-domain-teknik = Technical services
card-domain-uddannelse = Education
card-domain-oekonomi = Finance

## Whoever suggested it

card-receipt-waiting = Thank you! Suggestion no. { $number } is with the RPA team
card-receipt-claimed = The RPA team has begun on suggestion no. { $number }
card-receipt-pending = Suggestion no. { $number } is on hold
card-receipt-preanalysis = Suggestion no. { $number } goes ahead
card-receipt-specification = Suggestion no. { $number } is being specified
card-receipt-development = Suggestion no. { $number } is becoming a robot
card-receipt-implementation = Suggestion no. { $number } is almost ready
card-receipt-operation = Suggestion no. { $number } is in operation
card-receipt-decommissioned = Suggestion no. { $number } has been decommissioned
card-receipt-rejected = The RPA team has looked at suggestion no. { $number }
card-receipt-failed = Suggestion no. { $number } did not work out
card-receipt-not_relevant = Suggestion no. { $number } is no longer relevant
card-receipt-withdrawn = Suggestion no. { $number } has been withdrawn
card-receipt-merged = Suggestion no. { $number } has been merged with another
card-next-waiting = You will hear from me when they have looked at it.
card-next-claimed = { $holder } is looking at it. You will hear from me when there is news.
card-next-pending = It is on hold until the RPA team takes it up again.
card-next-preanalysis = It is now in preanalysis, where the RPA team finds out what a robot can take over.
card-next-specification = The RPA team is now describing what the robot has to do.
card-next-development = The RPA team is now building the robot.
card-next-implementation = The robot is built and is now being put to use.
card-next-operation = A robot now does the work.
card-next-decommissioned = The robot has been stopped and no longer does the work.
card-next-rejected = They are not going ahead with it for now.
card-next-failed = The RPA team has tried, but it could not be done.
card-next-not_relevant = The RPA team has looked at it, and it is no longer needed.
card-next-withdrawn = You took it back yourself. You can always suggest it again.
card-next-merged = The work goes on in { $twin }.
card-reassurance = Robots take over tasks, not jobs.
card-their-reason = Their reason
card-look-again = It will be looked at again on { DATETIME($day, dateStyle: "long") }.
card-thanks = Thank you for the suggestion.
card-told-claimed = The RPA team has begun on your suggestion no. { $number }
card-told-moved =
    { $way ->
        [back] News of { $whose }: it has gone back a step
        [operation] Good news of { $whose }: the robot is in operation
        [decommissioned] News of { $whose }: the robot has been taken out of operation
       *[on] Good news of { $whose }: it goes ahead
    }
card-told-ended =
    { $status ->
        [failed] It did not work out with { $whose }
        [not_relevant] News of { $whose }: it is no longer relevant
       *[rejected] The RPA team has looked at { $whose }
    }
card-told-coordinator = You are now a coordinator
    .help = Add me to the RPA team’s team in Teams, and choose a channel for the suggestions. Write “help” to see what else I can do.
card-asked = { $name } asks about your suggestion no. { $number }
    .expert = { $name } asks about no. { $number }, where you are the process expert
card-asked-then = After that we go on with “{ $title }”.
card-just-answer = You can simply answer here.
card-mine = My suggestions
card-mine-nothing = There is nothing here yet. Do you know a task you do over and over?
card-draft = Draft · { $answered } of { $total } questions answered
card-untitled = No title yet
card-open = Open
card-see-all = See all of it
card-newer = Newer
card-older = Older
card-remark-question = Question
card-remark-answer = Answer
card-remark-reason = Reason
card-the-team = The RPA team
card-somebody = A colleague

## The digest

card-digest =
    { $count ->
        [one] Since last time: one new suggestion
       *[other] Since last time: { $count } new suggestions
    }
    .preview = This is what the digest looks like right now.
    .more = … { $count } more
card-digest-nothing = Nothing new has come in since last time.
card-digest-settings = Digest
    .help = Once a week I show here in the channel which new suggestions have come in. Private ones are left out, and when there is nothing new, I do not write.
    .on = Turned on: every { $weekday } at { $time }. The next one is on { $day }.
    .off = Turned off
    .weekday = Day
    .time = Time
    .save = Save
card-clock = { $hour }:{ $minute }
card-weekday-0 = Monday
card-weekday-1 = Tuesday
card-weekday-2 = Wednesday
card-weekday-3 = Thursday
card-weekday-4 = Friday
card-weekday-5 = Saturday
card-weekday-6 = Sunday

## The RPA team

card-review-summary = Suggestion: { $submission }
card-review-professional_judgement = Professional judgement: { $said }
card-review-personal_data = Personal data: { $said }
card-review-it_systems = Systems: { $said }
card-review-domains = Fields of work: { $said }
card-private = No. { $number } · Private suggestion
    .help = Only whoever sent it, those who work on it and the coordinators can read it.
card-stands-waiting = Nobody has taken it yet
card-stands-claimed = { $holder } has it
card-stands-pending = Pending
card-stands-preanalysis = In preanalysis with { $holder }
card-stands-specification = In specification with { $holder }
card-stands-development = In development with { $holder }
card-stands-implementation = In implementation with { $holder }
card-stands-operation = In operation with { $holder }
card-stands-decommissioned = Decommissioned
card-stands-rejected = Rejected
card-stands-failed = Failed
card-stands-not_relevant = No longer relevant
card-stands-withdrawn = Withdrawn by whoever sent it
card-stands-merged = Merged with { $twin }
card-twin = no. { $number } “{ $title }”
    .unnamed = another suggestion
card-answered = { $name } has answered about no. { $number }:
card-answered-privately = There is an answer about no. { $number }
    .help = Coordinators and whoever has taken the suggestion can read it under “More”.
card-ask = Ask about no. { $number }
    .label = Your question
    .placeholder = Where do you get the information from?
card-reject = Reject no. { $number }
    .help = The reason is sent to whoever suggested it, exactly as you write it.
    .reason = Reason
    .placeholder = Why not now, and what would it take?
    .again = Look at it again (optional)
    .overtaken = Something happened to the suggestion while you were writing. Look at the card, and press again if your reason still fits.
card-page = Page { $number } of { $total }
card-page-before = Previous page
card-page-after = Next page
