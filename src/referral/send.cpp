#include <set>

#include "audit/audit.h"
#include "casework/case_access.h"
#include "directory/places.h"
#include "referral/route_on.h"
#include "referral/sealing.h"

namespace nwd::referral {

namespace {

Failure none_left() {
  return fail(Code::conflict,
              "The last bed there was just taken. Nothing was sent; your answers are kept. Choose another.");
}

// One organization on the list: whom, and the key to seal to.
struct Asked {
  directory::Service service;
  access::Organization organization;
};

Result<std::vector<Asked>> look_up(storage::Reader& reader, const std::vector<directory::ServiceId>& list) {
  if (list.empty() || list.size() > longest_list) return fail(Code::invalid, "Choose one to six places to ask.");
  if (std::set(list.begin(), list.end()).size() != list.size())
    return fail(Code::invalid, "A place stands twice on the list.");
  std::vector<Asked> asked;
  for (const auto id : list) {
    NWD_TRY(auto service, directory::find_service(reader, id));
    if (!service || !service->connected || service->status != directory::Status::open)
      return fail(Code::invalid, "One of the places cannot be asked here. Call it instead.");
    NWD_TRY(auto organization, access::find_organization(reader, *service->connected));
    if (!organization) return fail(Code::invalid, "One of the places cannot be asked here. Call it instead.");
    asked.push_back({*std::move(service), *std::move(organization)});
  }
  return asked;
}

// What the release names, and nothing beside it: neither where the person was met nor what was done to them, nor what
// papers they have or whom they talk to.
Packet packet_for(const casework::OpenCase& open, const Categories& categories) {
  Packet packet;
  packet.facts.identified = open.facts.identified;
  if (categories.needed) {
    packet.facts = open.facts;
    packet.facts.county.clear();
    packet.facts.exploitation.reset();
    packet.facts.immigration.reset();
    packet.facts.cooperates.reset();
  }
  if (categories.called) packet.identity.called = open.identity.called;
  if (categories.contact) packet.identity.contact = open.identity.contact;
  if (categories.note) packet.identity.note = open.identity.note;
  return packet;
}

std::string region_for(const casework::Facts& facts, const access::Session& session) {
  auto region = facts.county.empty() ? std::string() : directory::region_of_county(facts.county);
  return region.empty() ? session.region : region;
}

Result<casework::Thread> thread_for(storage::Writer& writer, const access::Session& session, Random& random,
                                    Instant now, const casework::OpenCase& open, access::OrganizationId first) {
  if (!open.record.thread)
    return casework::begin_thread(writer, random, now, region_for(open.facts, session), open.record, first,
                                  now + answer_ms);
  NWD_TRY(const auto thread, casework::find_thread(writer, *open.record.thread));
  if (!thread) return fail(Code::internal, "", "a case without its thread");
  if (thread->step != casework::Step::find_another)
    return fail(Code::conflict,
                "Somebody has been asked already. Wait for the answer, or take the request back first.");
  return *thread;
}

std::int64_t bits_of(const Categories& c) {
  return (c.needed ? 1 : 0) | (c.called ? 2 : 0) | (c.contact ? 4 : 0) | (c.note ? 8 : 0);
}

struct Sender {
  const access::Session& session;
  casework::CaseId case_id;
  casework::ThreadId thread;
  Instant now;
  int beds;
};

release::Release release_for(const store::NewReferral& fresh, const Sender& sender, const Consent& consent) {
  release::Release release;
  release.id = fresh.release;
  release.case_id = sender.case_id;
  release.from = fresh.referral.from;
  release.recipient = fresh.referral.to;
  release.packet = bits_of(consent.categories);
  release.purpose = release::Purpose::find_bed;
  release.how = consent.how;
  release.given = sender.now;
  release.expires = sender.now + consent.lasts_ms;
  return release;
}

// Its own release, its own packet, sealed to it alone.
Result<ReferralId> put_on_list(storage::Writer& writer, Random& random, const Sender& sender, const Asked& asked,
                               int place, const Consent& consent, const Packet& packet) {
  store::NewReferral fresh;
  auto& r = fresh.referral;
  r.id = ReferralId::random(random);
  r.thread = sender.thread;
  r.sender_case = sender.case_id;
  r.from = sender.session.organization;
  r.to = asked.organization.id;
  r.service = asked.service.id;
  r.rank = place;
  r.created = sender.now;
  fresh.from_member = sender.session.member;
  fresh.release = ReleaseId::random(random);
  fresh.beds = sender.beds;
  NWD_CHECK(release::insert_release(writer, release_for(fresh, sender, consent)));
  NWD_CHECK(store::insert_referral(writer, fresh));
  NWD_TRY(const auto sealed, seal_packet(sender.session.keys, asked.organization.recipient, r.id, packet));
  NWD_CHECK(store::insert_packet(writer, r.id, sealed));
  NWD_CHECK(audit::append(writer,
                          {sender.now, sender.session.member, r.from, "referral.send", "referral", r.id, "hand-off"}));
  return r.id;
}

}  // namespace

Result<Sent> send(storage::Writer& writer, const access::Session& session, Random& random, Instant now,
                  const Send& wanted) {
  if (wanted.consent.lasts_ms < day_ms || wanted.consent.lasts_ms > 365 * day_ms)
    return fail(Code::invalid, "A release lasts from one day to one year.");
  NWD_TRY(const auto open, casework::read_case(writer, session, now, wanted.sender_case));
  NWD_CHECK(casework::may(writer, {session, now}, access::Deed::send_referral, wanted.sender_case));
  if (open.record.version != wanted.case_version)
    return fail(Code::stale, "The answers were changed meanwhile. Look at them once more, then send.");
  if (open.record.state != casework::CaseState::intake && open.record.state != casework::CaseState::sent)
    return fail(Code::conflict, "This person has a place already.");
  NWD_TRY(const auto asked, look_up(writer, wanted.list));
  NWD_TRY(const auto thread, thread_for(writer, session, random, now, open, asked.front().organization.id));

  const auto beds = match::beds_needed(wish_for(open.facts, open.facts.identified));
  const Sender sender{session, open.record.id, thread.id, now, beds};
  const auto packet = packet_for(open, wanted.consent.categories);
  std::set<ReferralId> fresh;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    NWD_TRY(const auto id, put_on_list(writer, random, sender, asked[i], static_cast<int>(i), wanted.consent, packet));
    fresh.insert(id);
  }
  NWD_TRY(const bool somebody, route_on(writer, thread.id, session.organization, now));
  if (!somebody) return none_left();
  NWD_CHECK(casework::set_case_state(writer, open.record.id, casework::CaseState::sent));

  Sent sent;
  NWD_TRY(const auto moved, casework::find_thread(writer, thread.id));
  sent.thread = *moved;
  NWD_TRY(auto all, store::of_thread(writer, thread.id));
  for (auto& r : all)
    if (fresh.contains(r.id)) sent.referrals.push_back(std::move(r));
  return sent;
}

}  // namespace nwd::referral
