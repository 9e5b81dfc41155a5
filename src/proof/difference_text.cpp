#include <fmt/format.h>
#include <fmt/ranges.h>

#include "proof/difference.h"
#include "proof/telling.h"

namespace nwd::proof {

using charter::none;

namespace {

// "      before: mn.charter:12:1: rule MN-2"
std::string place(const char* side, const Named& named, const Side& of) {
  const auto rule = !of.rules.empty() ? of.rules.front() : of.nearest ? of.nearest->rule : none;
  if (rule == none) return {};
  const auto& r = named.charter.rules[rule];
  const auto at = charter::position_of(named.charter.text, r.span.begin);
  return fmt::format("      {}: {}:{}:{}: rule {}\n", side, named.file, at.line, at.column, r.id);
}

std::string one(const Named& before, const Named& after, const Difference& d) {
  auto out = fmt::format("{}  {}\n", name(d.direction), listed(after.charter, d.what));
  out += fmt::format("      {}\n", d.sentence);
  if (!d.only.empty()) out += fmt::format("      Proved: only {}.\n", fmt::join(d.only, "; only "));
  return out + indented(d.timeline, "        ") + place("before", before, d.before) + place("after", after, d.after) +
         '\n';
}

std::string dependence(const Named& after, const Dependence& d) {
  return fmt::format("{} on `{}`, which is sensitive: {}\n      {}\n\n", d.newly ? "NEWLY HANGS" : "no longer hangs",
                     d.fact, listed(after.charter, d.what), d.sentence);
}

}  // namespace

std::string outcome_sentence(const Differences& d) {
  switch (outcome(d)) {
    case Outcome::same: return "The two owe the same: proved.";
    case Outcome::different: return "The two differ.";
    case Outcome::unknown: break;
  }
  return "No difference was found, but the time was up before it was proved that there is none.";
}

std::string render_text(const Named& before, const Named& after, const Differences& d) {
  auto out = fmt::format("before: {} ({})\nafter:  {} ({})\n\n", before.charter.title, before.file, after.charter.title,
                         after.file);
  for (const auto& one : d.dependences)
    if (one.newly) out += dependence(after, one);
  for (const auto& difference : d.found) out += one(before, after, difference);
  for (const auto& one : d.dependences)
    if (!one.newly) out += dependence(after, one);
  if (!d.same.empty()) out += fmt::format("the same, proved  {}\n", listed(after.charter, d.same));
  if (!d.unknown.empty())
    out += fmt::format("not known         {} (the time was up)\n", listed(after.charter, d.unknown));
  if (!d.remarks.empty()) out += "\nBesides:\n";
  for (const auto& remark : d.remarks) out += fmt::format("  {}\n", remark.sentence);
  if (!d.notes.empty()) out += "\nNote:\n";
  for (const auto& note : d.notes) out += fmt::format("  {}\n", note);
  return out + fmt::format("\n{}\nOf {}.\n", outcome_sentence(d), d.scope);
}

}  // namespace nwd::proof
