# When something cannot be done, and why.

refused = I am afraid that cannot be done.
refused-not-allowed = You do not have access to that.
refused-not-a-reviewer = The RPA team looks after the suggestions. If you are on the team, ask a coordinator to add you in Teams.
refused-not-a-coordinator = Only coordinators can do that.
refused-not-yours = Only the person who sent it can do that.
refused-not-found = I cannot find that. Write “mine” to see your suggestions.
refused-held-by-another = { $holder } has taken no. { NUMBER($number, useGrouping: 0) }. Talk to { $holder } if you want to take over.
refused-already-decided =
    { $status ->
        [rejected] No. { NUMBER($number, useGrouping: 0) } has already been rejected.
        [withdrawn] No. { NUMBER($number, useGrouping: 0) } has been withdrawn.
        [merged] No. { NUMBER($number, useGrouping: 0) } has been merged with another suggestion.
       *[other] No. { NUMBER($number, useGrouping: 0) } has already been decided.
    }
refused-already-claimed = The RPA team has started on no. { NUMBER($number, useGrouping: 0) }. Write to them if you have changed your mind.
refused-already-answered = The question about no. { NUMBER($number, useGrouping: 0) } has been answered already. Thank you for helping.
refused-outdated = No. { NUMBER($number, useGrouping: 0) } has changed since the card was shown. Here it is as it looks now.
refused-invite = The code does not fit, or has been used. Ask whoever runs Guldkorn where you are for a new one.
refused-unreadable = There is a field I could not read. Please look at it and try again.
refused-nothing-came = I did not get what stands in the fields, so I have changed nothing. Please try again. If it happens once more, try from a computer.
refused-too-many-files = There are { $most } files here already. Delete one of them before you send another.
refused-too-many-drafts = There is room for { $most } drafts, and you have that many. Write “mine”, open one of them, and send it. Or write “cancel” once it is open, and choose “Delete”. Then there is room for a new one.
refused-cpr-in-name = The file’s name looks like a CPR number, so I have not fetched it. Delete it here in the chat, give the file another name, and send it again.
refused-cpr = { problem-cpr }
refused-reviewers-unknown = Teams does not say who is on the RPA team. Please try again in a little while.
refused-no-review-team = First choose the channel where suggestions are gathered. Add me to the RPA team’s team, and mention me in the channel; then you can choose it.
refused-nobody-known = I cannot see who the message is from. Write to me in our own chat.
refused-unknown-button = That button no longer works. Write “help” and I will show you what you can do.
refused-draft-gone = That draft has been sent or deleted. Write “mine” to see your suggestions.
refused-went-wrong = Something went wrong on my side. What you wrote is not kept. Please try again.
