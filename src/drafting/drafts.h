// The texts that drafters work on. They are kept in this process's memory only, for a while and within bounds, each for
// the member who sent it; a restart forgets them. The laws that the program carries are found under their names.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/organization.h"
#include "base/instant.h"
#include "base/result.h"

namespace nwd::drafting {

struct DraftLimits {
  std::size_t of_member = 12;  // one more forgets the one that was used longest ago
  std::size_t all = 200;
  std::size_t bytes = std::size_t{64} << 20U;
  std::int64_t idle_ms = 4 * hour_ms;
};

struct Draft {
  std::string id;    // "us-mn-safe-harbor", or made from the text and its member: a link to it says nothing
  std::string text;  // line ends are \n
  bool builtin = false;
  Instant since{};      // when it was first sent
  std::string title{};  // of the charter; empty if it has errors
};
using DraftPtr = std::shared_ptr<const Draft>;

class Drafts {
 public:
  explicit Drafts(const DraftLimits& limits = {}) : limits_(limits) {}

  // The same text of the same member keeps its id. too_large beyond what a charter may be; invalid unless it is UTF-8.
  Result<DraftPtr> keep(access::MemberId, std::string_view text, std::string title, Instant now);
  // not_found: of nobody, of somebody else, or forgotten.
  Result<DraftPtr> find(access::MemberId, std::string_view id, Instant now);
  std::vector<DraftPtr> of(access::MemberId, Instant now);  // the last used first

 private:
  struct Kept {
    access::MemberId member;
    DraftPtr draft;
    Instant used;
  };
  void forget(Instant now);  // what is too old or too much
  void forget_last_of(access::MemberId);
  const DraftLimits limits_;
  std::mutex mutex_;
  std::list<Kept> kept_;  // the last used first
  std::size_t bytes_ = 0;
};

std::string plain_lines(std::string_view text);  // without the carriage returns that browsers send
std::string text_key(std::string_view text);     // the same for the same text, and for no other

}  // namespace nwd::drafting
