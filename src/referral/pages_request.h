// What the asked organization sees of a referral. Pure: from what was read to markup.
#pragma once

#include <optional>

#include "referral/pages.h"

namespace nwd::referral {

struct RequestPage {
  OpenReferral open;
  std::optional<casework::CaseId> opened;  // here, once accepted
};

ui::Html request_view(const Visit&, const RequestPage&, const ui::Form&);

inline constexpr int ready_questions = 3;  // messages request-ready-1 …

}  // namespace nwd::referral
