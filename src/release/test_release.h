// For tests: a hospital that holds cases, three organizations to share with.
#pragma once

#include "casework/test_casework.h"
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

namespace nwd::release {

using casework::code_of;
using casework::must;
using casework::Notes;

class ReleaseTest : public casework::CaseworkTest {
 protected:
  ReleaseTest() : CaseworkTest({directory::migrations::files(), migrations::files(), referral::migrations::files()}) {
    world.found("Lake", "MN-500", "lake", {access::Role::caseworker});
    world.found("Clinic", "MN-500", "clinic", {access::Role::caseworker});
    lake = world.sign_in("lake").session;
    clinic = world.sign_in("clinic").session;
  }

  Grant of(CaseId id, Compartments which, const access::SessionPtr& to) {
    Grant g;
    g.case_id = id;
    g.recipient = to->organization;
    g.compartments = which;
    g.language = "es";
    g.agreed_text = "May they know?";
    return g;
  }
  Result<ReleaseId> granted(const Grant& g) {
    return write([&](storage::Writer& w) { return grant(w, *social, world.random, now(), true, g); });
  }
  Result<void> stopped(const access::SessionPtr& who, ReleaseId id) {
    return write([&](storage::Writer& w) { return withdraw(w, *who, now(), id); });
  }
  Result<Notes> seen(const access::SessionPtr& who, ReleaseId id, Compartment which,
                     Purpose purpose = Purpose::together) {
    return write([&](storage::Writer& w) { return read_shared(w, *who, now(), id, which, purpose); });
  }
  void put(CaseId id, Compartment which, const std::string& text) {
    must(write([&](storage::Writer& w) -> Result<void> {
      NWD_TRY(auto open, casework::read_notes(w, *social, now(), id, which));
      open.notes.text = text;
      NWD_CHECK(casework::write_notes(w, *social, world.random, now(), id, which, open.version, open.notes));
      return {};
    }));
  }
  std::vector<Release> shared(const access::SessionPtr& who) {
    return must(read([&](storage::Reader& r) { return shared_with_us(r, *who, now()); }));
  }
  void pass(std::int64_t ms) { world.clock.at = world.clock.at + ms; }

  access::SessionPtr lake, clinic;
};

}  // namespace nwd::release
