#include "cli/demo_sharing.h"

#include "access/session.h"
#include "base/local_time.h"
#include "release/agreed.h"

namespace nwd::cli {
namespace {

constexpr std::int64_t week_ms = 7 * day_ms;
constexpr std::string_view shares = "prairie";
constexpr std::string_view is_shared_with = "lake";

Result<access::Session> session_of(Installation& installation, std::string_view sign_in, std::string_view passphrase) {
  const auto now = installation.clock.now();
  NWD_TRY(auto who, access::sign_in(*installation.database, *installation.derivations, now, sign_in, passphrase));
  return access::to_session(std::move(who), now);
}

// A case that Prairie Home holds, as if the person had come there by themselves.
Result<casework::Case> begin_case(storage::Writer& writer, Installation& installation, const access::Session& session) {
  const auto now = installation.clock.now();
  casework::Facts facts;
  facts.identified = local_time(now).day;
  facts.county = "27037";
  facts.age = casework::AgeRange{18, 24};
  facts.needs = casework::Needs{casework::Need::bed, casework::Need::doctor};
  NWD_TRY(const auto c, casework::begin_intake(writer, session, installation.random, now, facts,
                                               {"Sam (invented)", "By text, after six", ""}));
  NWD_TRY(const auto thread, casework::begin_thread(writer, installation.random, now, session.region, c,
                                                    session.organization, now + week_ms));
  NWD_CHECK(casework::advance(
      writer, thread.id,
      {casework::ThreadState::placed, casework::Step::make_plan, session.organization, now + week_ms}));
  NWD_CHECK(casework::set_case_state(writer, c.id, casework::CaseState::open));
  return c;
}

Result<void> share(storage::Writer& writer, Installation& installation, const access::Session& from,
                   const access::Session& to, casework::CaseId id) {
  const auto now = installation.clock.now();
  NWD_TRY(const auto messages, ui::Messages::load());
  release::Grant grant;
  grant.case_id = id;
  grant.recipient = to.organization;
  grant.compartments = {casework::Compartment::contact, casework::Compartment::health};
  grant.language = "en";
  grant.agreed_text = release::agreed_text(
      messages.in(ui::Locale::en), {from.organization_name, to.organization_name, grant.compartments, grant.purpose,
                                    local_time(now + grant.lasts_ms).day, release::Rules::vawa});
  NWD_CHECK(release::grant(writer, from, installation.random, now, true, grant));
  NWD_CHECK(casework::write_notes(writer, from, installation.random, now, id, casework::Compartment::health, 1,
                                  {"", "Allergic to penicillin. Wants to see the same doctor each time."}));
  return {};
}

}  // namespace

Result<void> share_something(Installation& installation, std::string_view passphrase) {
  NWD_TRY(const auto from, session_of(installation, shares, passphrase));
  NWD_TRY(const auto to, session_of(installation, is_shared_with, passphrase));
  return installation.database->write([&](storage::Writer& writer) -> Result<void> {
    NWD_TRY(const auto c, begin_case(writer, installation, from));
    return share(writer, installation, from, to, c.id);
  });
}

}  // namespace nwd::cli
