// The beds that fit, as the door sees them: the engine's reasons joined with the directory's names.
#pragma once

#include <string>
#include <vector>

#include "casework/pages_kit.h"
#include "referral/referral.h"

namespace nwd::referral {

struct Listed {
  directory::Service service;
  match::Fit fit;
  [[nodiscard]] bool can_be_asked() const;  // it answers here and a bed can be held: one is known to be free
};

struct Beds {
  std::vector<Listed> listed;
  std::size_t fitting = 0;
  std::array<std::size_t, match::excluded_count> excluded{};
};

Result<Beds> beds_for(storage::Reader&, directory::Catalogues&, const casework::Facts&, Day tonight);

std::string bed_name(const directory::Service&);  // "Harbor House, emergency beds"
std::string reason_words(ui::Say, const match::Reason&);

}  // namespace nwd::referral
