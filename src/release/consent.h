// How a person agrees, to whatever it is: in writing, knowing what they were read, for a time, and not to somebody who
// may have hurt them. For every feature that keeps an agreement.
#pragma once

#include "release/release.h"

namespace nwd::release {

struct Consent {
  std::int64_t lasts_ms;
  ConsentGiven how;
  Giver giver;
  bool by_who_harmed;
  std::string_view language;
  std::string_view agreed_text;
};
// Adds to the error what is not right: fields "days", "agreed_text", "how", "giver", "harm".
void check_consent(Error&, const Consent&, Rules);

}  // namespace nwd::release
