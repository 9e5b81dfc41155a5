// What the door has chosen on screens 4 and 5, carried from screen to screen in the address: ids and numbers only,
// nothing about the person. "b=ID,ID&s=5&h=1&d=7".
#pragma once

#include <string>
#include <vector>

#include "referral/referral.h"
#include "ui/form.h"

namespace nwd::referral {

struct Choice {
  std::vector<directory::ServiceId> beds;  // the chosen one first, then those that may be asked after it
  Categories categories;
  std::optional<ConsentGiven> how;
  int days = 7;

  [[nodiscard]] std::string query() const;  // "?b=…"
  [[nodiscard]] Consent consent() const;
};

inline constexpr int offered_days[] = {1, 7, 30};

// Whatever cannot be read is left out: an address typed wrong asks again, it does not fail.
Choice choice_from(const ui::FormValues&);
ui::FormValues fields_of(const Choice&);

}  // namespace nwd::referral
