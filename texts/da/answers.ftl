# Svar: hvordan de siges igen, og hvad der siges om dem, der ikke kan bruges endnu.

unknown = Ved ikke
none = Ingen

rate-day =
    { $count ->
        [one] { $count } gang om dagen
       *[other] { $count } gange om dagen
    }
rate-week =
    { $count ->
        [one] { $count } gang om ugen
       *[other] { $count } gange om ugen
    }
rate-month =
    { $count ->
        [one] { $count } gang om måneden
       *[other] { $count } gange om måneden
    }
rate-quarter =
    { $count ->
        [one] { $count } gang i kvartalet
       *[other] { $count } gange i kvartalet
    }
rate-year =
    { $count ->
        [one] { $count } gang om året
       *[other] { $count } gange om året
    }
duration-hours =
    { $count ->
        [one] { NUMBER($count, useGrouping: 0) } time
       *[other] { NUMBER($count, useGrouping: 0) } timer
    }
duration-minutes = { $count } min
duration-seconds = { $count } sek

## Det kan ikke bruges

problem-empty = Her mangler der et svar.
problem-type = Det kunne jeg ikke læse. Skriv det gerne med ord.
problem-unclear = Det kan forstås på flere måder. Skriv det lidt mere præcist.
problem-cpr = Det ligner et CPR-nummer. Jeg har ikke gemt din besked. Slet den også her i chatten, og skriv den igen uden nummeret, så går vi videre.
problem-too-long = Det fylder { $length } tegn, og der er plads til { $max }. Kan du korte det lidt ned?
problem-too-many = Det er { $count } i alt, og der er plads til { $max }. Nævn dem, der betyder mest.
problem-not-a-number = Her skal jeg bruge et tal. Cirka er fint.
problem-unknown-number = Det nummer kan jeg ikke finde. Se efter, om det er rigtigt.
problem-out-of-range = Tallet skal være mellem { $min } og { $max }.
problem-too-large = Så stort et tal kan jeg ikke regne med. Er der kommet et nul for meget på?
problem-too-small = Tallet skal være mindst { $min }.
problem-not-a-choice = Det kan jeg ikke finde blandt svarene. Vælg et af dem, eller skriv det på en anden måde.
problem-not-a-date = Den dato kan jeg ikke læse. Vælg en dag i kalenderen.
problem-date-past = Vælg en dag, der ligger længere fremme.
problem-date-ahead = Vælg dagen i dag eller en tidligere dag.
problem-not-a-code = Det skal se ud som { $example }.
problem-not-a-link = Skriv ét link pr. linje. De skal begynde med https://.

## Det kan betyde flere ting

why-which-period = Hvor tit er det?
why-which-unit = Er det minutter eller timer?
why-how-many = Hvor mange gange er det cirka? Skriv gerne et tal.
why-how-long = Hvor lang tid er det cirka? Skriv gerne et tal.
why-which-number = Hvad passer bedst?
why-which-column = Det ligner en tabel, og jeg er ikke sikker på, hvor navnene står. Er det dem her? Ret dem gerne. Står de i en anden kolonne, så kopiér kun den.
why-is-it-this = Er det sådan, du mener?
