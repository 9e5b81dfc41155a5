// For tests: a hospital that asks, three shelters with beds that answer.
#pragma once

#include <array>

#include "casework/test_casework.h"
#include "directory/capacity.h"
#include "referral/referral.h"
#include "referral/store.h"

namespace nwd::directory::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::release::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::referral::migrations {
std::span<const EmbeddedFile> files();
}

namespace nwd::referral {

using casework::code_of;
using casework::must;

struct Shelter {
  access::SessionPtr session;
  std::string token;
  access::OrganizationId organization;
  directory::ServiceId service;
};

class ReferralTest : public casework::CaseworkTest {
 protected:
  // Harbor has one bed, Lake two, Pine one.
  ReferralTest() : CaseworkTest({directory::migrations::files(), release::migrations::files(), migrations::files()}) {
    world.found("Lake", "MN-500", "lake", {access::Role::caseworker});
    world.found("Pine", "MN-501", "pine", {access::Role::caseworker});
    harbor_bed = shelter_of("harbor", 1);
    lake = shelter_of("lake", 2);
    pine = shelter_of("pine", 1);
  }

  Shelter shelter_of(const std::string& sign_in, std::int32_t total) {
    const auto signed_in = world.sign_in(sign_in);
    const auto organization = signed_in.session->organization;
    return {signed_in.session, signed_in.token, organization, add_beds(organization, signed_in.session->member, total)};
  }

  directory::ServiceId add_beds(access::OrganizationId organization, access::MemberId member, std::int32_t total) {
    return must(write([&](storage::Writer& w) -> Result<directory::ServiceId> {
      directory::ListedOrganization listed;
      listed.name = "A shelter";
      directory::Service service;
      NWD_TRY(service.organization, directory::add_listed(w, world.random, listed));
      service.name = "Beds";
      service.kinds = {match::Kind::housing};
      service.housing = match::Housing::emergency;
      service.ages = {12, 24};
      service.site.county = "27053";
      service.site.region = "MN-500";
      service.capacity = directory::Capacity{};
      service.capacity->total = total;
      NWD_TRY(const auto id, directory::add_service(w, world.random, service));
      NWD_CHECK(directory::connect(w, service.organization, organization));
      NWD_CHECK(confirm(w, id, member, total, 0));
      return id;
    }));
  }
  Result<directory::Capacity> confirm(storage::Writer& w, directory::ServiceId service, access::MemberId member,
                                      std::int32_t total, std::int32_t occupied) {
    NWD_TRY(const auto seen, directory::read_capacity(w, service));
    return directory::confirm_capacity(w, service, {total, occupied, seen.version, now(), member});
  }
  directory::Capacity beds(directory::ServiceId service) {
    return must(read([&](storage::Reader& r) { return directory::read_capacity(r, service); }));
  }

  Result<Sent> try_send(casework::CaseId id, const std::vector<directory::ServiceId>& list,
                        const Consent& consent = {.categories = {.needed = true, .called = true}}) {
    return write([&](storage::Writer& w) -> Result<Sent> {
      NWD_TRY(const auto c, casework::find_case(w, id));
      return send(w, *nurse, world.random, now(), {id, c->version, list, consent});
    });
  }
  Sent sent_to(const std::vector<directory::ServiceId>& list) { return must(try_send(intake(nurse).id, list)); }

  store::Row row_of(ReferralId id) {
    return must(read([&](storage::Reader& r) { return store::find(r, id); })).value();
  }
  Referral at(ReferralId id) { return row_of(id).referral; }
  State state(ReferralId id) { return at(id).state; }
  std::vector<State> states(const Sent& sent) {
    std::vector<State> all;
    for (const auto& r : sent.referrals) all.push_back(state(r.id));
    return all;
  }
  casework::Thread thread(casework::ThreadId id) {
    return must(read([&](storage::Reader& r) { return casework::find_thread(r, id); })).value();
  }
  casework::CaseState case_state(casework::CaseId id) {
    return must(read([&](storage::Reader& r) { return casework::find_case(r, id); })).value().state;
  }
  bool has_packet(ReferralId id) {
    return must(read([&](storage::Reader& r) { return store::find_packet(r, id); })).has_value();
  }
  bool release_lives(ReferralId id) {
    const auto row = row_of(id);
    const release::Use use{row.referral.to, std::nullopt, release::Purpose::find_bed};
    return must(read([&](storage::Reader& r) { return release::live_release(r, row.release, use, now()); }))
        .has_value();
  }

  // As the session of whoever may, with the version as it is now.
  Result<Accepted> accepted(const access::SessionPtr& who, ReferralId id) {
    return write([&](storage::Writer& w) { return accept(w, *who, world.random, now(), id, version_of(w, id)); });
  }
  Result<void> declined(const access::SessionPtr& who, ReferralId id, CannotTake why = CannotTake::full) {
    return write([&](storage::Writer& w) { return cannot_take(w, *who, now(), id, version_of(w, id), why); });
  }
  Result<void> asked(const access::SessionPtr& who, ReferralId id, std::string_view question = "How soon?") {
    return write(
        [&](storage::Writer& w) { return ask(w, *who, world.random, now(), id, version_of(w, id), question); });
  }
  Result<void> answered(const access::SessionPtr& who, ReferralId id, std::string_view text = "Within the hour.") {
    return write([&](storage::Writer& w) { return answer(w, *who, world.random, now(), id, version_of(w, id), text); });
  }
  Result<void> withdrawn(const access::SessionPtr& who, ReferralId id) {
    return write([&](storage::Writer& w) { return withdraw(w, *who, now(), id, version_of(w, id)); });
  }
  Result<OpenReferral> seen(const access::SessionPtr& who, ReferralId id) {
    return write([&](storage::Writer& w) { return read_referral(w, *who, now(), id); });
  }
  Swept swept() {
    return must(write([&](storage::Writer& w) { return sweep(w, now()); }));
  }
  void pass(std::int64_t ms) { world.clock.at = world.clock.at + ms; }

  static std::int64_t version_of(storage::Reader& reader, ReferralId id) {
    const auto row = store::find(reader, id);
    return row && *row ? (*row)->referral.version : 1;
  }

  Shelter harbor_bed, lake, pine;
};

}  // namespace nwd::referral
