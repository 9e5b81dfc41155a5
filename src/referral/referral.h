// Asking another organization to serve a need. A referral carries a packet, sealed to that organization alone, under a
// release. The person may agree to a list: each organization on it has its own release and its own sealed packet from
// the start, but learns nothing before its turn. When the turn never comes, or ends without acceptance, its packet is
// destroyed, and with it what was asked and answered.
//
//   waiting -> asked -> accepted
//                    -> declined | lapsed -> the next waiting one becomes asked, in the same transaction
//                    -> withdrawn (by the sender)         waiting -> dropped (another accepted)
//
// While asked, a bed is held (hold_ms); a question may go back and forth (sealed both ways).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "casework/case.h"
#include "directory/capacity.h"
#include "directory/directory.h"
#include "match/match.h"
#include "release/release.h"

namespace nwd::referral {

using ReferralId = Id<struct ReferralTag>;
using release::ConsentGiven;
using release::parse_consent;
using release::ReleaseId;

inline constexpr std::int64_t hold_ms = 30 * minute_ms;
inline constexpr std::int64_t answer_ms = 10 * minute_ms;  // unanswered for so long: it rises to the top
inline constexpr std::size_t longest_list = 6;

enum class State : std::uint8_t { waiting, asked, accepted, declined, lapsed, withdrawn, dropped };
std::string_view word(State);

// Provider-side reasons only: nothing here says anything of the person.
enum class CannotTake : std::uint8_t { full, no_staff, not_equipped, outside_licence, closed_tonight };
std::string_view word(CannotTake);
std::optional<CannotTake> parse_cannot_take(std::string_view);

// Categories of a release. `needed` is the minimum a shelter must know to answer: age range, gender, children, needs,
// whether they are safe now, language.
struct Categories {
  bool needed = true;
  bool called = false;
  bool contact = false;
  bool note = false;
};

struct Consent {
  Categories categories;
  ConsentGiven how = ConsentGiven::spoken;
  std::int64_t lasts_ms = 7 * day_ms;
};

struct Packet {
  casework::Facts facts;
  casework::Identity identity;  // what the categories allow, the rest empty
  [[nodiscard]] Bytes encode() const;
  static Result<Packet> decode(ByteView);
};

struct Referral {
  ReferralId id;
  casework::ThreadId thread;
  std::string reference;
  casework::CaseId sender_case;
  access::OrganizationId from;
  access::OrganizationId to;
  std::string from_name;
  std::string to_name;
  directory::ServiceId service;
  std::string service_name;
  int rank = 0;  // place on the list, 0 first
  State state = State::waiting;
  Instant created;
  std::optional<Instant> asked_at;
  std::optional<Instant> hold_until;
  std::optional<Instant> answered_at;
  std::optional<CannotTake> reason;
  bool question_open = false;  // the asked organization waits for the sender's answer
  std::int64_t version = 1;
};

match::Wish wish_for(const casework::Facts&, Day tonight);
// The beds that fit a case, connected ones first; see match/match.h for the reasons.
Result<match::Ranking> fits_for(const match::Catalogue&, const casework::Facts&, Day tonight);

struct Send {
  casework::CaseId sender_case;
  std::int64_t case_version = 0;
  std::vector<directory::ServiceId> list;  // in the order the person agreed to; 1..longest_list, all connected
  Consent consent;
};
struct Sent {
  casework::Thread thread;
  std::vector<Referral> referrals;  // the first one asked holds a bed; those whose last bed went are skipped
};
// conflict when none on the list has a bed left: nothing is sent, choose again.
Result<Sent> send(storage::Writer&, const access::Session&, Random&, Instant now, const Send&);

struct Accepted {
  casework::Case opened;  // at the accepting organization
};
// The hold becomes an occupied bed; the case opens here with the packet in it; the sender may see the address. A lapsed
// hold is taken again if a bed is still free, else gone.
Result<Accepted> accept(storage::Writer&, const access::Session&, Random&, Instant now, ReferralId,
                        std::int64_t version);
Result<void> cannot_take(storage::Writer&, const access::Session&, Instant now, ReferralId, std::int64_t version,
                         CannotTake);
Result<void> ask(storage::Writer&, const access::Session&, Random&, Instant now, ReferralId, std::int64_t version,
                 std::string_view question);
Result<void> answer(storage::Writer&, const access::Session&, Random&, Instant now, ReferralId, std::int64_t version,
                    std::string_view text);
Result<void> withdraw(storage::Writer&, const access::Session&, Instant now, ReferralId, std::int64_t version);
// The person says stop to one release, whatever it is of. Wraps and packet are gone in this transaction. An
// organization that has not answered is asked no more, and the next on the list is; what a case was opened with stays
// there.
Result<void> stop_sharing(storage::Writer&, const access::Session&, Instant now, ReleaseId);
// By the person themself, at their own sign-in: `theirs` is the case that it is of.
Result<void> stop_by_person(storage::Writer&, Instant now, casework::CaseId theirs, ReleaseId);

struct Message {
  Instant at;
  bool from_us = false;
  std::string text;
};
struct OpenReferral {
  Referral referral;
  std::optional<Packet> packet;  // the recipient's, while asked or accepted
  std::vector<Message> messages;
  std::optional<std::string> address;  // the sender's, once accepted
};
// Logged as a read of the person. not_found for whoever is neither sender nor the asked organization.
Result<OpenReferral> read_referral(storage::Writer&, const access::Session&, Instant now, ReferralId);

Result<std::vector<Referral>> inbox(storage::Reader&, const access::Session&);  // asked of us, oldest first
Result<std::vector<Referral>> of_case(storage::Reader&, const access::Session&, casework::CaseId);  // the sender's list
// For lists that leave them out: decides nothing.
Result<std::vector<ReferralId>> requests_of(storage::Reader&, casework::CaseId);
Result<std::vector<Referral>> of_thread(storage::Reader&, const access::Session&,
                                        casework::ThreadId);  // the navigator's

// By state, in its order, of those that the organization sent, or was asked: for counts that find nobody.
using Counts = std::array<std::int64_t, 7>;
Result<Counts> count_sent(storage::Reader&, access::OrganizationId);
Result<Counts> count_received(storage::Reader&, access::OrganizationId);

// Ends what has run out at `now`: lapsed holds re-route, unanswered ones become urgent. The server calls it every
// second.
Result<bool> anything_due(storage::Reader&, Instant now);
struct Swept {
  int lapsed = 0;
  int rerouted = 0;
};
Result<Swept> sweep(storage::Writer&, Instant now);

}  // namespace nwd::referral
