// What is to be shared, carried from the first screen to the second in the address: ids and numbers only.
// "r=ID&k=9&p=2&d=30&l=es".
#pragma once

#include <optional>
#include <string>

#include "release/release.h"
#include "ui/form.h"
#include "ui/messages.h"

namespace nwd::release {

struct Choice {
  access::OrganizationId recipient;
  Compartments compartments;
  Purpose purpose = Purpose::together;
  int days = 30;
  ui::Locale language = ui::Locale::en;

  [[nodiscard]] std::string query() const;
};

inline constexpr int offered_days[] = {7, 30, 90, 180, 365};

// None unless all of it can be read.
std::optional<Choice> choice_from(const ui::FormValues&);

}  // namespace nwd::release
