// What the standards say of a charter, found standard by standard.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "drafting/desk.h"
#include "proof/proof.h"

namespace nwd::drafting {

// The verdicts point into the charters, which stay where they are.
struct Charters {
  charter::Charter original;
  charter::Charter with;  // and the standards that all charters share
};

struct Verdicts {
  std::shared_ptr<const Charters> charters;
  std::vector<proof::Verdict> all;  // those found so far, in the order of the standards

  [[nodiscard]] const charter::Charter& law() const { return charters->original; }
  [[nodiscard]] const proof::Verdict* of(std::string_view standard) const;  // null: none, or not yet
};

std::string verdicts_key(std::string_view text);
// `text` is a charter without errors; otherwise the work ends with one.
std::unique_ptr<Work> verdicts_work(std::string text, std::chrono::milliseconds for_each);

}  // namespace nwd::drafting
