#include "casework/answers.h"

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/json.h"
#include "casework/answers_json.h"

namespace nwd::casework {
namespace {

using Words = std::vector<std::string_view>;

const Words safe_words{"yes", "no", "unsure"};
const Words gender_words{"woman", "man", "another", "not_said"};
const Words need_words{"bed",    "doctor",      "someone_to_talk_to", "substance_care",
                       "lawyer", "interpreter", "food_and_clothes",   "school",
                       "work",   "transport"};
const Words exploitation_words{"sexual", "labour", "both", "at risk"};
const Words immigration_words{"citizen", "permanent", "visa", "pending", "none"};
const Words cooperates_words{"yes", "no"};

template <class Enum>
std::optional<Enum> parse(const Words& words, std::string_view text) {
  const auto found = std::find(words.begin(), words.end(), text);
  return found == words.end() ? std::nullopt : std::optional(static_cast<Enum>(found - words.begin()));
}

template <class Enum>
std::string_view word_of(const Words& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

template <class Enum>
std::optional<Enum> optional_enum(json::Fields& in, std::string_view name, const Words& words) {
  const auto index = in.optional_word(name, words);
  return index ? std::optional(static_cast<Enum>(*index)) : std::nullopt;
}

Bytes to_bytes(const boost::json::value& value) {
  auto text = boost::json::serialize(value);
  const auto view = bytes_of(text);
  return {view.begin(), view.end()};
}

std::optional<Needs> read_needs(json::Fields& in) {
  const auto* list = in.array("needs", need_count);
  if (list == nullptr) return std::nullopt;
  Needs needs;
  for (const auto& item : *list) {
    const auto need = item.is_string() ? parse_need(std::string_view(item.get_string())) : std::nullopt;
    if (need)
      needs.add(*need);
    else
      in.problem("needs", "json-word", "One of the needs is not known here.");
  }
  return needs;
}

std::optional<AgeRange> read_age(json::Fields& in) {
  const auto* value = in.any("age");
  if (value == nullptr) return std::nullopt;
  json::Fields range(*value, "age");
  const AgeRange age{static_cast<int>(range.integer("from", 0, 120)), static_cast<int>(range.integer("to", 0, 120))};
  auto done = range.done();
  if (!done)
    for (const auto& p : done.error().fields) in.problem(p.field, p.key, p.text);
  else if (age.from > age.to)
    in.problem("age", "age-order", "The first age is above the second.");
  return age;
}

bool is_county(std::string_view text) {
  return text.empty() || (text.size() == 5 && text.find_first_not_of("0123456789") == std::string_view::npos);
}

}  // namespace

std::string_view word(Safe value) { return word_of(safe_words, value); }
std::string_view word(Gender value) { return word_of(gender_words, value); }
std::string_view word(Need value) { return word_of(need_words, value); }
std::string_view word(Exploitation value) { return word_of(exploitation_words, value); }
std::string_view word(Immigration value) { return word_of(immigration_words, value); }
std::string_view word(Cooperates value) { return word_of(cooperates_words, value); }
std::optional<Safe> parse_safe(std::string_view text) { return parse<Safe>(safe_words, text); }
std::optional<Gender> parse_gender(std::string_view text) { return parse<Gender>(gender_words, text); }
std::optional<Need> parse_need(std::string_view text) { return parse<Need>(need_words, text); }
std::optional<Exploitation> parse_exploitation(std::string_view text) {
  return parse<Exploitation>(exploitation_words, text);
}

std::vector<Need> Needs::list() const {
  std::vector<Need> all;
  for (int n = 0; n < need_count; ++n)
    if (has(static_cast<Need>(n))) all.push_back(static_cast<Need>(n));
  return all;
}

boost::json::object to_json(const Facts& facts) {
  boost::json::object out{{"identified", to_text(facts.identified)}};
  if (!facts.county.empty()) out["county"] = facts.county;
  if (facts.safe_now) out["safe_now"] = word(*facts.safe_now);
  if (facts.age) out["age"] = {{"from", facts.age->from}, {"to", facts.age->to}};
  if (facts.gender) out["gender"] = word(*facts.gender);
  if (facts.children) out["children"] = *facts.children;
  if (facts.needs) {
    boost::json::array needs;
    for (const auto n : facts.needs->list()) needs.emplace_back(word(n));
    out["needs"] = std::move(needs);
  }
  if (!facts.language.empty()) out["language"] = facts.language;
  if (facts.exploitation) out["exploitation"] = word(*facts.exploitation);
  if (facts.immigration) out["immigration"] = word(*facts.immigration);
  if (facts.cooperates) out["cooperates"] = word(*facts.cooperates);
  return out;
}

Result<Facts> read_facts(json::Fields& in, Day identified) {
  Facts facts;
  facts.identified = in.optional_day("identified").value_or(identified);
  facts.county = in.optional_text("county", 5).value_or("");
  if (!is_county(facts.county)) in.problem("county", "json-county", "A county is five digits (FIPS).");
  facts.safe_now = optional_enum<Safe>(in, "safe_now", safe_words);
  facts.age = read_age(in);
  facts.gender = optional_enum<Gender>(in, "gender", gender_words);
  if (const auto children = in.optional_int("children", 0, 12)) facts.children = static_cast<int>(*children);
  facts.needs = read_needs(in);
  facts.language = in.optional_text("language", 35).value_or("");
  facts.exploitation = optional_enum<Exploitation>(in, "exploitation", exploitation_words);
  facts.immigration = optional_enum<Immigration>(in, "immigration", immigration_words);
  facts.cooperates = optional_enum<Cooperates>(in, "cooperates", cooperates_words);
  NWD_CHECK(in.done());
  return facts;
}

Bytes Facts::encode() const { return to_bytes(to_json(*this)); }

Result<Facts> Facts::decode(ByteView bytes) {
  NWD_TRY(const auto value, json::parse(text_of(bytes)));
  json::Fields in(value);
  return read_facts(in, Day{});
}

boost::json::object to_json(const Identity& identity) {
  return {{"called", identity.called}, {"contact", identity.contact}, {"note", identity.note}};
}

Result<Identity> read_identity(json::Fields& in) {
  Identity identity;
  identity.called = in.optional_text("called", 100).value_or("");
  identity.contact = in.optional_text("contact", 200).value_or("");
  identity.note = in.optional_text("note", 2000).value_or("");
  NWD_CHECK(in.done());
  return identity;
}

Bytes Identity::encode() const { return to_bytes(to_json(*this)); }

Result<Identity> Identity::decode(ByteView bytes) {
  NWD_TRY(const auto value, json::parse(text_of(bytes)));
  json::Fields in(value);
  return read_identity(in);
}

BornBetween born_between(const AgeRange& age, Day identified) {
  // Around 29 February, years back and years forth do not meet: the age itself decides.
  BornBetween born{add_years(identified, -(age.to + 1)) - 1, add_years(identified, -age.from) + 1};
  while (whole_years(born.first, identified) > age.to) born.first = born.first + 1;
  while (whole_years(born.last, identified) < age.from) born.last = born.last - 1;
  return born;
}

}  // namespace nwd::casework
