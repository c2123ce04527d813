# The queue, the stand-up and the dashboard: the RPA team's lists.

card-month =
    { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    } { $year }

## The queue

button-queue = Queue
button-next = Next in the queue
button-standup = Stand-up
button-dashboard = Dashboard
button-bulk = Several at once
card-queue =
    { $count ->
        [0] The queue is empty
        [one] The queue: { $count } process
       *[other] The queue: { $more ->
            [yes] more than { $count }
           *[no] { $count }
        } processes
    }
    .nothing = There are no processes here right now. Try another filter.
    .show = Show
card-filter = Filter
    .none = Open processes before operation, most important first
    .phase = Phase
    .status = Status
    .domain = Field of work
    .holder = Who has it?
    .stars = Stars
    .waiting = Has waited
    .mine = Mine
    .free = Free
    .most = The list has room for { $count } names. If there are more, the first in the alphabet are shown.
card-filter-all =
    .phase = All before operation
    .status = All open
    .domain = All
    .holder = Everyone’s
    .stars = All
    .waiting = However long
card-change-filter = Change
card-free = Free
card-days =
    { $count ->
        [0] since today
        [one] { $count } day
       *[other] { $count } days
    }
card-at-least = At least { $days }

card-no-more-ideas = You have assessed every idea that is free or yours.

## The stand-up

card-standup = Stand-up
card-standup-new =
    { $count ->
        [0] Nothing new in the past week
       *[other] New in the past week: { $more ->
            [yes] more than { $count }
           *[no] { $count }
        }
    }
card-standup-late =
    { $count ->
        [0] Nothing has waited too long
       *[other] Has waited too long: { $more ->
            [yes] more than { $count }
           *[no] { $count }
        }
    }
card-standup-more = … and { $count } more. You find them in the queue.
card-standup-blocked = What they lack before they can go on
card-standup-lacks =
    Lacks { $line } ({ $more ->
        [yes] at least { $count }
       *[no] { $count }
    })
card-standup-numbers = No. { $numbers }
card-standup-numbers-more =
    No. { $numbers } and { $more ->
        [yes] at least { $count }
       *[no] { $count }
    } more
card-standup-none = Nothing stands in the way.

## The dashboard

card-dashboard = Dashboard
card-dashboard-phases = Processes in each phase
card-dashboard-promised = Expected gain
card-dashboard-hours = { $hours } a year, { $working } of it in operation
card-dashboard-saved = Saved this year
card-dashboard-hours-saved = Hours saved
card-dashboard-months = Hours saved per month
card-dashboard-month = Month
card-dashboard-days = Days in each phase (median, past year)
card-dashboard-waiting = Has waited longest

## Several at once

button-bulk_do = Do it
card-bulk = Several at once
    .more = The { $count } most important are shown. To see others, change the filter of the queue.
    .processes = Which ones?
    .action = What is to be done with them?
    .reason = Reason, if they are rejected
    .colleague = Colleague, if they are handed out
    .again = Choose more
card-bulk-reject = Reject them with the same reason
card-bulk-move = Move each to its next phase
card-bulk-assign = Give them to a colleague
card-bulk-done-reject =
    { $count ->
        [0] Nothing was rejected
        [one] No. { $numbers } is rejected
       *[other] { $count } are rejected: no. { $numbers }
    }
card-bulk-done-move =
    { $count ->
        [0] Nothing was moved
        [one] No. { $numbers } is moved to its next phase
       *[other] { $count } are moved to their next phase: no. { $numbers }
    }
card-bulk-done-assign =
    { $count ->
        [0] Nothing was handed over
        [one] No. { $numbers } has a new holder
       *[other] { $count } have a new holder: no. { $numbers }
    }
card-bulk-overtaken = No. { NUMBER($number, useGrouping: 0) } has changed since the list was shown. Look at it, and choose it again if that still fits.
card-bulk-refused =
    { $count ->
        [one] There is one with which it could not be done:
       *[other] There are { $count } with which it could not be done:
    }
