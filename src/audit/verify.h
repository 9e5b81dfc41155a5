// Whether a log is what it says it is: every entry hashes to its leaf, numbers have no gaps, and the tree has the roots
// that were signed. Pure: the caller brings entries and checkpoints.
//
//   Verification v(checkpoints, {log, witnesses}, now);
//   for (const auto& entry : entries) v.take(entry);
//   const auto verdict = v.verdict();
#pragma once

#include <map>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "audit/checkpoint.h"
#include "audit/opener.h"

namespace nwd::audit {

enum class Fault : std::uint8_t {
  edited,         // an entry is not what was hashed when it was written
  missing,        // numbers are left out
  reordered,      // numbers do not count on
  damaged,        // what is sealed in it is not what was committed to, or its log key is damaged
  rewritten,      // the tree is not the one that was signed
  truncated,      // fewer entries than were signed: rolled back
  not_signed,     // a checkpoint without the log's signature
  clock_back,     // older than one before it, or than what a witness saw before it
  clock_forward,  // from after now, or from after a witness saw it
};
std::string_view name(Fault);  // "clock_back"

struct Finding {
  std::int64_t sequence = 0;  // of the entry; 0: not of one
  Fault fault = Fault::edited;
  std::string says;
  bool operator==(const Finding&) const = default;
};

struct Verdict {
  std::uint64_t entries = 0;
  std::uint64_t covered = 0;              // entries under a signature that holds
  std::uint64_t witnessed = 0;            // entries under a witness's signature that holds
  std::size_t checkpoints = 0;            // whose root is the tree's
  std::map<Sight, std::uint64_t> seen{};  // of the entries that somebody tried to open
  std::vector<Finding> findings{};        // at most 1,000; empty: nothing wrong was seen
  std::vector<std::string> unchecked{};   // what could not be looked at, and what would be needed
};

struct Keys {
  std::vector<Verifier> logs{};  // more than one where the log got a new key, as after a restore elsewhere
  std::vector<Verifier> witnesses{};
};

class Verification {
 public:
  // Checkpoints from elsewhere, such as a copy that a witness kept, count as those of the database do. `now`: of the
  // machine that verifies; none: entries from after now are not looked for.
  Verification(std::vector<SignedCheckpoint> checkpoints, Keys, std::optional<Instant> now = {});
  // In the order of their numbers. `sight`: what an opener saw of it; none: nobody tried to open it.
  void take(const Recorded&, std::optional<Sight> sight = {});
  [[nodiscard]] Verdict verdict() const;

 private:
  void find(std::int64_t sequence, Fault, std::string says);
  void look_at_time(const Recorded&);
  void look_at_sealed(const Recorded&, std::optional<Sight>);
  void look_at(const SignedCheckpoint&);
  void look_at_witness(Instant seen);

  std::multimap<std::uint64_t, SignedCheckpoint> checkpoints_;
  Keys keys_;
  std::optional<Instant> now_;
  Edge edge_;
  std::int64_t last_ = 0;
  Instant last_at_{};
  Instant seen_at_{};  // the last that a witness said
  Verdict verdict_;
};

}  // namespace nwd::audit
