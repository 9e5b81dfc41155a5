#include "editor/words.h"

#include <array>

namespace nwd::editor {

using charter::Word;

namespace {

constexpr std::array<WordHelp, 13> declarations{{
    {Word::charter, "charter", "Begins a charter: a short name and a title."},
    {Word::library, "library", "Begins a file of facts, services or standards that charters share."},
    {Word::calendar, "calendar gregorian, feb29 becomes mar1", "Says what 29 February plus a year is."},
    {Word::source, "source", "A text of law: a short name, its citation, and the days on which it is in force."},
    {Word::fact, "fact", "Something that can be said about a person, and its type."},
    {Word::service, "service", "Something that can be owed; `>` stands before its parts."},
    {Word::fund, "fund", "Who pays: a short name and a title."},
    {Word::parameter, "parameter", "A number of law with a name: so many days, weeks, months or years."},
    {Word::state, "state", "A named set of days."},
    {Word::rule, "rule", "Who is owed what, or immune from what, on which days, and by which source."},
    {Word::provision, "provision", "What a text promises of institutions; it answers a standard."},
    {Word::standard, "standard", "A statement that the charter is to be proved against."},
    {Word::example, "example", "One person's facts, and what should come out for them."},
}};

constexpr std::array<WordHelp, 10> clauses{{
    {Word::to, "to", "Who: the days on which the person is such a person."},
    {Word::when, "when", "Only if this is so; asked once, not day by day."},
    {Word::while_, "while", "Only on these days; may end and open again."},
    {Word::start, "start", "From this day on."},
    {Word::until, "until", "Ends for good before this day."},
    {Word::for_, "for", "Ends so long after `start`, or at `until` if that is earlier."},
    {Word::unless, "unless", "Not on these days, whatever else."},
    {Word::keyed, "keyed by", "The wording of this day counts, for all days."},
    {Word::funded, "funded", "Which fund pays."},
    {Word::subject, "subject to appropriations", "The text promises only as far as money is voted."},
}};

constexpr std::array<WordHelp, 15> expressions{{
    {Word::before, "before", "The days earlier than this one."},
    {Word::from, "from", "This day and all later ones."},
    {Word::after, "after", "The days later than this one."},
    {Word::during, "during", "All days if that day lies in the set, otherwise none."},
    {Word::is, "is", "All days if the choice is this word, otherwise none."},
    {Word::and_, "and", "The days that are in both."},
    {Word::or_, "or", "The days that are in either."},
    {Word::but, "but not", "The days of the first that are not in the second."},
    {Word::not_, "not", "All other days."},
    {Word::some, "some", "The days of any row of a list, as in `some action a: [a.opened, a.closed)`."},
    {Word::every, "every", "The days that every row of a list has."},
    {Word::first, "first", "The earliest day of any row of a list; never, if there is none."},
    {Word::last, "last", "The latest day of any row of a list; before all days, if there is none."},
    {Word::earliest, "earliest of", "The earliest of these days."},
    {Word::latest, "latest of", "The latest of these days."},
}};

constexpr std::array<WordHelp, 11> others{{
    {Word::given, "given", "What is known of the person of this example."},
    {Word::then, "then", "What should come out: both the days owed for certain and the possible ones."},
    {Word::possibly, "possibly", "Compares the possible days alone."},
    {Word::always, "always", "All days."},
    {Word::never, "never", "No day; as a date, one that does not come."},
    {Word::owed, "owed", "The services that the rule gives."},
    {Word::immune, "immune from", "What the person is not to be held liable for."},
    {Word::replaces, "replaces",
     "While this rule's sources are in force, the other rule says the new name for the old."},
    {Word::cites, "cites", "The texts of law that this rests on; it is in force while all of them are."},
    {Word::unknown, "unknown", "Not known: what follows is owed possibly, not for certain."},
    {Word::between, "between", "Known only to lie between two days."},
}};

}  // namespace

std::span<const WordHelp> declaration_words() { return declarations; }
std::span<const WordHelp> clause_words() { return clauses; }
std::span<const WordHelp> expression_words() { return expressions; }
std::span<const WordHelp> example_words() { return std::span(others).first(5); }

std::string_view help_for(Word word) {
  for (const auto words : {declaration_words(), clause_words(), expression_words(), std::span<const WordHelp>(others)})
    for (const auto& help : words)
      if (help.word == word) return help.says;
  return {};
}

}  // namespace nwd::editor
