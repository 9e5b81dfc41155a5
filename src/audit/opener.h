// Opens sealed entries with the keys that somebody holds: those of a signed-in member's organization, or an auditor's.
//
//   Opener opener;
//   opener.use(session.keys);
//   opener.of_subject(reader, case_id, 50);
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "audit/sealing.h"
#include "vault/organization_keys.h"

namespace nwd::audit {

namespace store {
struct Wrapped;
}

enum class Sight : std::uint8_t {
  plain,      // from before entries were sealed
  opened,     // its detail is there now
  not_ours,   // sealed to others
  key_gone,   // its log key was destroyed
  body_gone,  // its body was destroyed
  damaged     // it is not what was sealed or committed to; or the log key's wrap is damaged
};

class Opener {
 public:
  void use(const vault::PrivateKey&);
  void use(const vault::OrganizationKeys&);  // of every epoch that is held now
  [[nodiscard]] bool holds_any() const { return !mine_.empty(); }

  // Fills in the detail. An error is the database's alone.
  Result<Sight> open(storage::Reader&, Recorded&);
  // Newest first, at most 1000; one without a detail is damaged or its body was destroyed. Of sealed entries those that
  // these keys open.
  Result<std::vector<Recorded>> of_subject(storage::Reader&, const IdBytes& subject, int limit);
  // Sealed entries that these keys open, whatever they are of: the newest first, with numbers below `before`; at most
  // 1000.
  Result<std::vector<Recorded>> newest(storage::Reader&, std::int64_t before, int limit);

 private:
  struct Found {
    Sight sight = Sight::not_ours;  // opened: the key is there
    std::optional<LogKey> key{};
  };
  struct Mine {
    vault::PublicKey key;
    std::function<Result<vault::SecretBytes>(const vault::Place&, ByteView wrapped)> unwrap;
  };
  Result<std::vector<store::Wrapped>> own_keys(storage::Reader&);  // the newest first
  Result<Found*> find_key(storage::Reader&, const IdBytes& log_key);

  std::vector<Mine> mine_;
  std::map<IdBytes, Found> found_;
};

}  // namespace nwd::audit
