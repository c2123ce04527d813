# What could not be sent: the coordinator's card.

button-undelivered = Look again
button-send_again = Try all again
card-word-undelivered = undelivered
card-undelivered = What I could not send
    .help = The last 14 days. Tap a line and I will try again.
    .again = Try again
card-undelivered-nothing = Everything was sent during the last 14 days
card-undelivered-trying =
    { $count ->
        [one] I am trying again with one message
       *[other] I am trying again with { $count } messages
    }
    .help = Press “Look again” in a while. What still cannot be sent is then back here.
card-undelivered-more = … and { $count } more
card-undelivered-because-blocked = Removed or blocked Guldkorn
card-undelivered-because-gone = The conversation no longer exists in Teams
card-undelivered-because-large = The message was too large for Teams
card-undelivered-because-silent = Teams did not take it, though I tried again
card-undelivered-because-credential = Guldkorn was not allowed to write in Teams. Ask those who run it to look at the bot.
card-undelivered-because-defect = Something went wrong in Guldkorn. Those who run it can see in the log what it was.
card-undelivered-review-channel = The channel with suggestions
card-undelivered-elsewhere = Another conversation
card-undelivered-kind-receipt = receipt
card-undelivered-kind-review = suggestion for the RPA team
card-undelivered-kind-question = question from the RPA team
card-undelivered-kind-answer = answer to the RPA team
card-undelivered-kind-news = news about a suggestion
card-undelivered-kind-named = news of a role
card-undelivered-kind-comment = comment
card-undelivered-kind-reminder = reminder
card-undelivered-kind-digest = digest
card-undelivered-kind-flow = message from a flow
card-undelivered-kind-other = a message
card-told-channel-closed = I can no longer write in the channel with suggestions
    .blocked = Guldkorn was removed from the team or blocked. Add Guldkorn again, and the channel gets what it lacks. Or choose another channel: write “@Guldkorn hello” there.
    .gone = The channel no longer exists in Teams. Choose another: write “@Guldkorn hello” there.
    .meanwhile = Nothing is lost meanwhile: write “queue” here in the chat to see all suggestions.
