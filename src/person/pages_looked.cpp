// "Who looked": by day and organization, with what kind of look it was.
#include <algorithm>

#include "audit/copies.h"
#include "casework/pages_notes.h"
#include "casework/pages_parts.h"
#include "person/guest.h"
#include "person/pages_routes.h"
#include "release/release.h"
#include "ui/components.h"

namespace nwd::person {

using casework::Compartment;
using ui::Html;

namespace {

struct Looked {
  audit::Copies copies;
  std::vector<std::string> looks;  // in words
  std::vector<std::string> others;
  std::string holder;
};

void add_once(std::vector<std::string>& lines, std::string line) {
  if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(std::move(line));
}

// What other organizations opened stands in a list of its own, which goes back further (release/).
std::string_view key_of(std::string_view deed) {
  if (deed == "case.read") return "mine-look-record";
  if (deed.starts_with("notes.read.")) return "mine-look-part";
  if (deed == "case.export") return "mine-look-copy";
  if (deed == "glass.read") return "mine-look-emergency";
  if (deed == "mandated.read") return "mine-look-law";
  if (deed == "case.turn_away") return "mine-look-turned-away";
  if (deed == "person.enter") return "mine-look-yours";
  return {};
}

std::string part_in(const Visit& visit, std::string_view deed) {
  const auto part = casework::parse_compartment(deed.substr(deed.rfind('.') + 1));
  return part ? casework::part_name(visit.say, *part) : std::string();
}

Result<void> add_look(storage::Reader& reader, const Visit& visit, const audit::Copy& copy, Looked& looked) {
  const auto key = key_of(copy.deed);
  if (key.empty()) return {};
  NWD_TRY(const auto who, organization_name(reader, visit, copy.organization));
  const std::string day = casework::day_words(visit, copy.at);
  const std::string part = part_in(visit, copy.deed);
  add_once(looked.looks, visit.say(key, {{"day", std::string_view(day)},
                                         {"who", std::string_view(who)},
                                         {"what", std::string_view(part)}}));
  return {};
}

std::string other_line(const Visit& visit, const release::Disclosure& d) {
  const std::string day = casework::day_words(visit, d.at);
  const std::string what = d.part ? casework::part_name(visit.say, *d.part) : visit.say("share-packet");
  return visit.say(
      "told-line-" + std::string(release::word(d.way)),
      {{"day", std::string_view(day)}, {"who", std::string_view(d.recipient)}, {"what", std::string_view(what)}});
}

Result<Looked> read_looked(storage::Reader& reader, const Guest& guest) {
  Looked looked;
  const auto id = guest.session.case_id;
  NWD_TRY(looked.copies, audit::open_copies(reader, guest.session.reads, id));
  for (const auto& copy : looked.copies.entries) NWD_CHECK(add_look(reader, guest.visit, copy, looked));
  NWD_TRY(const auto others, release::persons_disclosures(reader, id));
  for (const auto& one : others) add_once(looked.others, other_line(guest.visit, one));
  NWD_TRY(const auto record, casework::find_case(reader, id));
  NWD_TRY(looked.holder, organization_name(reader, guest.visit, record->organization));
  return looked;
}

Html lines_or(const std::vector<std::string>& lines, const std::string& otherwise) {
  if (lines.empty()) return casework::paragraph(otherwise);
  return casework::bullets({lines.begin(), lines.end()});
}

Html looked_view(const Visit& visit, const Looked& looked) {
  const auto& say = visit.say;
  const std::string_view holder = looked.holder;
  const std::string since = casework::day_words(visit, looked.copies.since);
  Html body = casework::heading(say("mine-looked-heading"));
  if (looked.copies.missing) body.add(render(ui::InsetText{.content = say("mine-looked-missing", {{"who", holder}})}));
  body.add(casework::subheading(say("mine-looked-here", {{"who", holder}})));
  body.add(lines_or(looked.looks, say("mine-looked-nobody")));
  body.add(casework::hint(say("mine-looked-since", {{"day", std::string_view(since)}})));
  body.add(casework::subheading(say("mine-looked-others")));
  body.add(lines_or(looked.others, say("told-nobody")));
  return body.add(casework::hint(say("mine-looked-hint", {{"who", holder}})));
}

Result<http::Response> show_looked(const Guest& guest) {
  NWD_TRY(const auto looked, guest.visit.read([&](storage::Reader& r) { return read_looked(r, guest); }));
  return guest_page(guest, "mine-looked-title", looked_view(guest.visit, looked));
}

}  // namespace

void add_looked_pages(PageRoutes& routes, const DeskPtr& desk) {
  routes.get("/mine/looked", access::Rule::person(), "Who looked", for_person(desk, show_looked));
}

}  // namespace nwd::person
