// For tests: a hospital whose caseworker holds a record and opens the person's door, and a clinic to share with.
#pragma once

#include "casework/compartment.h"
#include "casework/test_casework.h"
#include "person/door.h"
#include "referral/referral.h"
#include "release/release.h"

namespace nwd::directory::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::release::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::referral::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::person::migrations {
std::span<const EmbeddedFile> files();
}

namespace nwd::person {

using casework::code_of;
using casework::must;

inline constexpr std::string_view persons_name = "maple-kettle-47";
inline constexpr std::string_view persons_passphrase = "a violet teapot under snow";

class PersonTest : public casework::CaseworkTest {
 protected:
  PersonTest()
      : CaseworkTest({directory::migrations::files(), release::migrations::files(), referral::migrations::files(),
                      migrations::files()}) {
    world.found("Clinic", "MN-500", "clinic", {access::Role::caseworker});
    clinic = world.sign_in("clinic").session;
  }

  casework::Asking asking(const access::SessionPtr& who, bool stepped_up = true) { return {*who, now(), stepped_up}; }
  Result<DoorId> try_open(const access::SessionPtr& who, CaseId id, std::string_view name = persons_name,
                          bool stepped_up = true) {
    return open_door(*world.database, world.derivations, world.random, asking(who, stepped_up),
                     {id, name, persons_passphrase});
  }
  Result<void> try_close(const access::SessionPtr& who, CaseId id) {
    return write([&](storage::Writer& w) { return close_door(w, asking(who, false), id); });
  }
  Result<Entered> knock(std::string_view name = persons_name, std::string_view passphrase = persons_passphrase,
                        std::string_view peer = "10.0.0.1") {
    return enter(*world.database, world.derivations, now(), name, passphrase, peer);
  }
  release::ReleaseId share(CaseId id, casework::Compartments which, const access::SessionPtr& to) {
    release::Grant grant;
    grant.case_id = id;
    grant.recipient = to->organization;
    grant.compartments = which;
    grant.language = "en";
    grant.agreed_text = "May they know?";
    return must(
        write([&](storage::Writer& w) { return release::grant(w, *social, world.random, now(), true, grant); }));
  }
  Result<casework::Notes> seen_by(const access::SessionPtr& who, release::ReleaseId id, casework::Compartment part) {
    return write(
        [&](storage::Writer& w) { return release::read_shared(w, *who, now(), id, part, release::Purpose::together); });
  }
  void pass(std::int64_t ms) { world.clock.at = world.clock.at + ms; }

  access::SessionPtr clinic;
};

}  // namespace nwd::person
