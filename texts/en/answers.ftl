# Answers: how they are said again, and what is said of those that cannot be used yet.

unknown = Don’t know
none = None

rate-day =
    { $count ->
        [one] once a day
       *[other] { $count } times a day
    }
rate-week =
    { $count ->
        [one] once a week
       *[other] { $count } times a week
    }
rate-month =
    { $count ->
        [one] once a month
       *[other] { $count } times a month
    }
rate-quarter =
    { $count ->
        [one] once a quarter
       *[other] { $count } times a quarter
    }
rate-year =
    { $count ->
        [one] once a year
       *[other] { $count } times a year
    }
duration-hours =
    { $count ->
        [one] { NUMBER($count, useGrouping: 0) } hour
       *[other] { NUMBER($count, useGrouping: 0) } hours
    }
duration-minutes = { $count } min
duration-seconds = { $count } sec

## It cannot be used

problem-empty = An answer is missing here.
problem-type = I could not read that. Please put it in words.
problem-unclear = That can be understood in more than one way. Please write it a little more precisely.
problem-cpr = That looks like a CPR number. I have not kept your message. Please delete it here in the chat too, and write it again without the number, and we will go on.
problem-too-long = That is { $length } characters, and there is room for { $max }. Can you make it a little shorter?
problem-too-many = That is { $count } in all, and there is room for { $max }. Please name those that matter most.
problem-not-a-number = I need a number here. Roughly is fine.
problem-unknown-number = I cannot find that number. Please check that it is right.
problem-out-of-range = The number must be between { $min } and { $max }.
problem-too-large = I cannot reckon with so large a number. Is there a zero too many?
problem-too-small = The number must be at least { $min }.
problem-not-a-choice = I cannot find that among the answers. Choose one of them, or put it another way.
problem-not-a-date = I cannot read that date. Pick a day in the calendar.
problem-date-past = Please choose a day further ahead.
problem-date-ahead = Please choose today or an earlier day.
problem-not-a-code = It should look like { $example }.
problem-not-a-link = Write one link per line. Each must begin with https://.

## It may mean several things

why-which-period = How often is that?
why-which-unit = Is that minutes or hours?
why-how-many = About how many times is that? Do write a number.
why-how-long = About how long is that? Do write a number.
why-which-number = Which fits best?
why-which-column = This looks like a table, and I am not sure where the names are. Is it these? Change them as you like. If they are in another column, copy only that one.
why-is-it-this = Is this what you mean?
