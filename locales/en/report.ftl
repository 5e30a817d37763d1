## The report of a file of answers: a page that is opened as a file.

report-about = Instrument: { $instrument }, version { $version }. { $validation }
report-contents = On this page
report-summary = Summary
report-scale = What was measured
report-finding = What the data say
report-questions = The questions
report-quality = How well this measures
report-people-by = People whose answers are favorable overall: { $dimension }
report-foot = Made with Kith. This page needs no network, and sends nothing anywhere.
report-files = The same figures as files
report-file-workbook = A workbook (XLSX)
report-file-parquet = For programs (Parquet)
report-file-csv = As text (CSV): { $table }
report-file-account = How it was made, for machines (JSON)
report-table =
    .scales = Scales
    .items = Questions
    .differences = Differences
report-about-sheet = About

report-places = Places
report-places-says = { $count ->
    [one] One place has a page of its own.
   *[other] { $count } places have pages of their own.
}
report-places-find = Find a place
report-places-none = No place is called that.

report-hidden = What is not shown, and why
report-hidden-count = { $count ->
    [0] Every group of this page is shown somewhere on it.
    [one] One of the { $groups } groups of this page is not shown anywhere on it.
   *[other] { $count } of the { $groups } groups of this page are not shown anywhere on it.
}
report-hidden-why = A figure is about { $least } people or more, or it is not shown. One that would let somebody learn what every member of a group answered is not shown either.
report-hidden-others = Some groups are hidden only because a hidden one could be worked out from them. All hidden figures read alike, so nobody can tell which is which.

report-verify = Checking this report
    .says = Whoever has this folder can check that what is hidden stays hidden, without the answers: kith verify FOLDER.
    .again = Running the same command on the same files gives the same bytes. The file account.json names the files by their SHA-256 sums, and every choice that was made.

report-methods = How the figures are made
report-method =
    .favorable = People are counted, each once. Which answers are favorable, and how they are counted, is said below each figure.
    .interval = Intervals of shares are score intervals that cover 95% (Wilson 1927).
    .compared = A group is compared with everyone who is not in it (score test; interval by Newcombe 1998, method 10). A difference is named only if its probability by chance, corrected for all comparisons of a table (Holm 1979), is at most 5%.
    .hidden = Groups under { $least } people are hidden, and others with them, so that no sum or difference of what is shown gives a hidden group away (NCES 2011-603).

report-worth-none = How well this measures is not told: too few people answered.
report-worth-alpha =
    .good = Its questions go together well, so groups can be compared by it.
    .fair = Its questions go together fairly: good for a first look, weak for comparing small groups.
    .low = Its questions go together loosely. Read each question on its own rather than this figure.
    .figures = Alpha is { $alpha } (95%: { $low } to { $high }), among { $people } people.
report-worth-schools = { $share } of the differences between people lie between schools ({ $schools } schools). A school needs about { $answers } answers before its figure says more about the school than about chance (reliability 0.70).
report-worth-schools-alike = { $share } of the differences between people lie between schools ({ $schools } schools): too little to tell schools apart by it.
report-worth-careless = The mean answer is { $all }, and { $without } without people who show signs of careless answering.
report-worth-alike = People who stand alike on this answer its questions alike: { $groups }. These groups can be compared.
report-worth-items-differ = { $group } and { $against } who stand alike answer { $items } differently. It hardly moves the whole ({ $deviations } standard deviations), so the groups can be compared.
report-worth-scale-differs = { $group } and { $against } who stand alike answer { $items } differently, and that moves the whole by { $deviations } standard deviations. Do not compare these groups by it before somebody has looked at the questions.
report-worth-rest = everyone else

report-asked = Who was asked, and who answered
    .says = A group is listed with the people asked only where its answers are shown.
report-asked-people = asked
report-asked-rate = answered, in percent
report-rules = Rules: { $title } ({ $source }), least count { $least }.
report-coded =
    .says = Shares are said as the rules want it: in bands, or as more or less than a limit. Exact counts, intervals, means and comparisons stand only where nothing that was coded or hidden could be worked out from them.
    .proof = The exact release is not in this folder, since it would undo the codes. That nothing coded or hidden follows from what is shown was checked when this report was made; the file account.json says how.
    .worth = What the scales are worth is not told: that is made of exact counts.
report-coded-favorable = Favorable: { $share }.
report-rules-replaced = Where these rules hide the next smallest group, or show small groups together, the groups hidden here are those that protect all others at the least cost, which protects at least as well.
report-kind =
    .school = School
    .agency = Agency
    .region = Region
    .state = State
