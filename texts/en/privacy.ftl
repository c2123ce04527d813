# What is held about a person, and how they are forgotten.

button-forget_me = Forget me
card-help-my_data = Get all that I know about you as a file
card-help-forget_me = Delete what I know about you
card-word-my_data = my data
card-word-forget_me = forget me
note-my-data = What I know about you
    .file = my-data.json
    .inside = This is everything Guldkorn keeps about you. What the keys mean is explained on the page “Privacy” of the documentation.
note-my-data-declined = That is fine. Write “my data” if you want it another time.
note-my-data-unsent = Your data did not arrive. Write “my data” and we will try again.
card-forget-me = Shall I forget you?
    .deleted = If you tap “Forget me”, I delete your name, your choices and everything else I know about you. It cannot be undone.
    .stays = The suggestions themselves stay as they were written, with their figures, assessments and files but without your name, so that the RPA team can go on. If you write to me again, I will meet you as somebody new.
    .teams = What we have written to each other in Teams stays in Teams. If you do nothing now, nothing happens.
card-forget-me-drafts =
    { $count ->
        [one] Your draft will be deleted.
       *[other] Your { $count } drafts will be deleted.
    }
card-forget-me-suggestions =
    { $count ->
        [one] Your suggestion stays without your name and your department. You will hear no more about it.
       *[other] Your { $count } suggestions stay without your name and your department. You will hear no more about them.
    }
card-forget-me-holds =
    { $count ->
        [one] The suggestion you have taken will be let go.
       *[other] The { $count } suggestions you have taken will be let go.
    }
card-forget-me-remarks =
    { $count ->
        [one] What you have written as a question, an answer, a reason or a comment will be deleted.
       *[other] The { $count } questions, answers, reasons and comments you have written will be deleted.
    }
card-forget-me-coordinator = You will no longer be a coordinator.
card-forgotten = I have forgotten you
    .help = Thank you for all you have contributed. Just write if you would like to start afresh.
card-text-forgotten = (Deleted at the wish of whoever wrote it)
refused-last-coordinator = You are the only coordinator. Write “help”, tap “Coordinators” and make a colleague coordinator first, so that somebody looks after the suggestions.
refused-nobody-to-ask = Whoever suggested no. { NUMBER($number, useGrouping: 0) } is no longer here, so there is nobody to ask.
