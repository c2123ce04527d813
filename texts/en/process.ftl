# A suggestion on its way through the phases: the card, the page behind "More", and what moves it.

button-back_to_process = Back
button-end = End it
button-move_with_reason = Move
button-set_aside = Set aside
button-take_up = Take up again
button-merge = Merge
button-unmerge = Take apart again

card-menu-proposals = Answer corrections
card-menu-steer = Move, reject, set aside
    .ended = Where it stands
card-menu-assess = Assess
card-menu-figures = The figures behind it
card-menu-section = Fill in fields
card-menu-business_case = Business case
card-menu-legal = Legal clarification
card-menu-operation = Operation and gains
card-menu-people = People
card-menu-suggest_edits = Suggest corrections
card-menu-comments = Comments
card-menu-history = History
card-menu-merge = Merge with another suggestion
card-menu-set_aside = Set aside
card-menu-release = Let it go

card-deputy = Deputy: { $name }
card-steer = Move no. { $number }
    .moved = It has been moved.
    .taken_up = It has been taken up again.
    .released = It is free again.
    .unmerged = The two have been taken apart again.
card-steer-to =
    { $phase ->
        [preanalysis] To preanalysis
        [specification] To specification
        [development] To development
        [implementation] To implementation
        [operation] Put into operation
        [decommissioned] Take out of operation
       *[none] Move …
    }
card-skip-gate = On, although something is missing
card-move = Back to an earlier phase
card-move-back = Move no. { $number } back
card-choose-into = Phase
card-choose-status = How does it end?
card-end = End no. { $number }
    .done = Whoever suggested it is told.
card-set_aside = Set no. { $number } aside
    .done = It has been set aside.
card-merge = Merge no. { $number } with another suggestion
    .help = Is it the same task as in another suggestion? Then the work goes on there.
    .number = The other suggestion’s number
    .find = Find it
    .into = It will be merged with:
    .what = Whoever suggested it is told, and all who follow it follow the other suggestion from now on. You can take them apart again.
    .done = The two have been merged.

card-into-preanalysis = preanalysis
card-into-specification = specification
card-into-development = development
card-into-implementation = implementation
card-into-operation = operation
card-gate = To be in place before { $phase }:
card-gate-open = Ready for { $phase }
card-gate-closed = Before { $phase } it lacks: { $lines }
card-gate-missing = Missing
card-gate-free = It becomes yours when you move it.
card-gate-claimed = somebody who takes it
card-gate-assessed = an assessment
card-gate-judgement = a decision on the professional judgement
card-gate-business_case = a business case
card-gate-expert = a process expert
card-gate-legal = answers to all of the legal clarification
card-gate-technologies = the technology used
card-gate-schedule = a schedule
card-gate-put_into_operation = the date it was put into operation
card-gate-watcher = somebody who watches the robot

refused-merged-into-itself = No. { NUMBER($number, useGrouping: 0) } cannot be merged with itself. Write the number of the other suggestion.

card-yours = your suggestion no. { $number }
card-followed = suggestion no. { $number }, which you follow
card-saves = Your idea now saves { $hours } a year.
    .others = It now saves { $hours } a year.
card-told-taken-up = News of { $whose }: the RPA team has taken it up again
card-told-merged = News of { $whose }: it has been merged with another
    .into = The work goes on here, and you follow it from now on:
card-told-unmerged = News of { $whose }: it stands by itself again
card-told-waiting =
    { $days ->
        [one] No. { $number } has been in { $phase } for { $days } day
       *[other] No. { $number } has been in { $phase } for { $days } days
    }
card-told-brought-back = No. { $number } is to be looked at again
    .why = Today is the day you wanted to look at it again. The suggestion is back in the queue.
card-told-clause = Does the legal clause still hold? No. { $number } is in operation
    .verified = Last verified on { DATETIME($day, dateStyle: "long") }
    .never = Not verified yet
card-remark-override = Reason to go on all the same
