# The phases, and what stands in the way of the next step.

refused-gate-closed = { $line ->
    [assessed] No. { NUMBER($number, useGrouping: 0) } has not been assessed. Press “Assess” first.
    [judgement] No. { NUMBER($number, useGrouping: 0) } takes professional judgement to a high degree, and a robot cannot exercise discretion. If it is to go on all the same, say why.
    [business_case] No. { NUMBER($number, useGrouping: 0) } has no business case yet.
    [expert] No. { NUMBER($number, useGrouping: 0) } has no process expert yet.
    [legal] No. { NUMBER($number, useGrouping: 0) } has unanswered lines in its legal clarification.
    [technologies] No. { NUMBER($number, useGrouping: 0) } does not say which technology is used.
    [schedule] No. { NUMBER($number, useGrouping: 0) } has no schedule yet.
    [put_into_operation] No. { NUMBER($number, useGrouping: 0) } does not say when it was put into operation.
    [watcher] No. { NUMBER($number, useGrouping: 0) } has nobody who watches the robot.
   *[other] No. { NUMBER($number, useGrouping: 0) } lacks something before it can go on.
}
refused-reason-needed = Say why. The reason stays with no. { NUMBER($number, useGrouping: 0) }.
refused-not-this-phase =
    { $phase ->
        [idea] No. { NUMBER($number, useGrouping: 0) } is still an idea, so that cannot be done yet.
        [decommissioned] No. { NUMBER($number, useGrouping: 0) } has been taken out of operation, so that cannot be done any more.
       *[other] That does not fit the phase no. { NUMBER($number, useGrouping: 0) } is in now.
    }
