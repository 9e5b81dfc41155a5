// Two versions of a charter: what changes for whom, and in which lines.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "drafting/desk.h"
#include "proof/difference.h"

namespace nwd::drafting {

struct TwoCharters {
  charter::Charter before, after;
};

struct Changes {
  std::shared_ptr<const TwoCharters> charters;  // the persons point into them
  proof::Differences all;
};

std::string changes_key(std::string_view before, std::string_view after);
// The texts are charters without errors; otherwise the work ends with one.
std::unique_ptr<Work> changes_work(std::string before, std::string after, std::chrono::milliseconds for_each);

struct ChangedLine {
  enum class Kind : std::uint8_t { same, removed, added, left_out } kind = Kind::same;
  std::string_view text{};  // of one of the two texts
};
// Line by line, with two lines around each change; between them `left_out`. None if the texts have too little in common
// to be laid side by side.
std::optional<std::vector<ChangedLine>> changed_lines(std::string_view before, std::string_view after);

}  // namespace nwd::drafting
