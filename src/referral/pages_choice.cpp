#include "referral/pages_choice.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace nwd::referral {

namespace {

constexpr unsigned share_called = 1;
constexpr unsigned share_contact = 2;
constexpr unsigned share_note = 4;

std::string shared_bits(const Categories& categories) {
  const unsigned bits = (categories.called ? share_called : 0) | (categories.contact ? share_contact : 0) |
                        (categories.note ? share_note : 0);
  return std::to_string(bits);
}

std::optional<unsigned> digit(std::string_view text) {
  if (text.size() != 1 || text[0] < '0' || text[0] > '9') return std::nullopt;
  return static_cast<unsigned>(text[0] - '0');
}

Categories categories_of(unsigned bits) {
  return {.needed = true,
          .called = (bits & share_called) != 0,
          .contact = (bits & share_contact) != 0,
          .note = (bits & share_note) != 0};
}

void read_beds(Choice& choice, std::string_view list) {
  for (const auto part : split(list, ',')) {
    const auto id = directory::ServiceId::parse(part);
    const bool known = id && std::find(choice.beds.begin(), choice.beds.end(), *id) != choice.beds.end();
    if (id && !known && choice.beds.size() < longest_list) choice.beds.push_back(*id);
  }
}

std::string bed_list(const Choice& choice) {
  std::string list;
  for (const auto& bed : choice.beds) list += (list.empty() ? "" : ",") + bed.text();
  return list;
}

}  // namespace

ui::FormValues fields_of(const Choice& choice) {
  ui::FormValues fields{{"b", bed_list(choice)}, {"s", shared_bits(choice.categories)}};
  if (choice.how) fields.emplace_back("h", std::to_string(static_cast<int>(*choice.how)));
  fields.emplace_back("d", std::to_string(choice.days));
  return fields;
}

std::string Choice::query() const {
  std::string all;
  for (const auto& [name, value] : fields_of(*this))
    all.append(all.empty() ? "?" : "&").append(name).append("=").append(value);
  return all;
}

Consent Choice::consent() const {
  return {.categories = categories, .how = how.value_or(ConsentGiven::spoken), .lasts_ms = days * day_ms};
}

Choice choice_from(const ui::FormValues& fields) {
  Choice choice;
  for (const auto& [name, value] : fields) {
    if (name == "b") read_beds(choice, value);
    if (name == "s") choice.categories = categories_of(digit(value).value_or(0));
    if (name == "h" && digit(value).value_or(9) <= 3) choice.how = static_cast<ConsentGiven>(*digit(value));
    if (name != "d") continue;
    for (const int days : offered_days) {
      if (value == std::to_string(days)) choice.days = days;
    }
  }
  return choice;
}

}  // namespace nwd::referral
