// Whether a log is what it says it is: every entry hashes to its leaf, numbers have no gaps, and the tree has the roots
// that were signed. Pure: the caller brings entries and checkpoints.
//
//   Verification v(checkpoints, {log, witnesses});
//   for (const auto& entry : entries) v.take(entry);
//   const auto verdict = v.verdict();
#pragma once

#include <map>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "audit/checkpoint.h"

namespace nwd::audit {

struct Finding {
  std::int64_t sequence = 0;  // of the entry; 0: not of one
  std::string says;
  bool operator==(const Finding&) const = default;
};

struct Verdict {
  std::uint64_t entries = 0;
  std::uint64_t covered = 0;             // entries under a signature that holds
  std::uint64_t witnessed = 0;           // entries under a witness's signature that holds
  std::size_t checkpoints = 0;           // whose root is the tree's
  std::vector<Finding> findings{};       // at most 1,000; empty: nothing wrong was seen
  std::vector<std::string> unchecked{};  // what could not be looked at, and what would be needed
};

struct Keys {
  std::vector<Verifier> logs{};  // more than one where the log got a new key, as after a restore elsewhere
  std::vector<Verifier> witnesses{};
};

class Verification {
 public:
  // Checkpoints from elsewhere, such as a copy that a witness kept, count as those of the database do.
  Verification(std::vector<SignedCheckpoint> checkpoints, Keys);
  void take(const Recorded&);  // in the order of their numbers
  [[nodiscard]] Verdict verdict() const;

 private:
  void find(std::int64_t sequence, std::string says);
  void look_at(const SignedCheckpoint&);

  std::multimap<std::uint64_t, SignedCheckpoint> checkpoints_;
  Keys keys_;
  Edge edge_;
  std::int64_t last_ = 0;
  Instant last_at_{};
  Verdict verdict_;
};

}  // namespace nwd::audit
