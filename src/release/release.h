// What a person agreed to: who may know what, what for, and until when. One function says whether a release covers a
// use (`live`); every read, copy, print and notice asks it, and nothing else decides. Nobody has to agree to anything
// to get help: no operation outside this folder asks for a release that gives none.
//
//   grant ──> live ──> withdrawn   the wraps are gone in the same transaction; nobody is asked why
//                  └─> expired     the same, by the clock
//
// Tables: migrations/121-release.sql (`release` itself is referral's 050-referral.sql), casework's compartment_wrap.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/compartment.h"

namespace nwd::release {

using ReleaseId = Id<struct ReleaseTag>;
using casework::CaseId;
using casework::Compartment;
using casework::Compartments;

// Stored by word.
enum class Purpose : std::uint8_t { find_bed, together, housing, health, legal, safety };
inline constexpr int purpose_count = 6;
std::string_view word(Purpose);  // "find a safe bed": a referral's packet; the others go on
std::optional<Purpose> parse_purpose(std::string_view);

// Stored by number, as is Giver.
enum class ConsentGiven : std::uint8_t { spoken, on_screen, on_paper, through_interpreter };
std::string_view word(ConsentGiven);
std::optional<ConsentGiven> parse_consent(std::string_view);

enum class Giver : std::uint8_t {
  person,             // of age, without a guardian
  minor_alone,        // under 18, and the law lets them have this help without a parent
  minor_with_parent,  // under 18, with a parent or guardian
  guardian            // whom a court named for the person
};
std::string_view word(Giver);
std::optional<Giver> parse_giver(std::string_view);

// Of an organization's grant: VAWA (34 USC 12291(b)(2)) lets a minor who may have the help without a parent agree
// alone; FVPSA (42 USC 10406(c)(5)) asks for a parent or guardian beside every minor.
enum class Rules : std::uint8_t { vawa, fvpsa };
std::string_view word(Rules);
std::vector<Giver> givers_under(Rules);

struct Release {
  ReleaseId id;
  CaseId case_id;
  access::OrganizationId from;
  access::OrganizationId recipient;
  std::int64_t packet = 0;    // a referral's categories; 0: not of a packet
  Compartments compartments;  // empty: of a packet
  Purpose purpose = Purpose::together;
  ConsentGiven how = ConsentGiven::spoken;
  Giver giver = Giver::person;
  std::string language;     // of the text, "es"; "" for a packet's
  std::string agreed_text;  // what the person was read; "" for a packet's
  Instant given;
  Instant expires;
  std::optional<Instant> withdrawn;
  bool stopped_by_person = false;  // at their own sign-in (person/), if it was withdrawn
  std::string from_name{};         // when it is read from the database
  std::string recipient_name{};
  std::string reference{};  // the thread's, "" without one

  [[nodiscard]] bool of_packet() const { return compartments.empty(); }
};

// --- the one function ---

struct Use {
  access::OrganizationId recipient;
  std::optional<Compartment> part;  // none: the packet
  Purpose purpose = Purpose::together;
};
bool live(const Release&, const Use&, Instant now);
// The release, if it covers the use now.
Result<std::optional<Release>> live_release(storage::Reader&, ReleaseId, const Use&, Instant now);

// --- giving and stopping ---

inline constexpr std::int64_t longest_release = 365 * day_ms;
inline constexpr std::size_t longest_agreed = 6000;  // bytes

struct Grant {
  CaseId case_id;
  access::OrganizationId recipient;
  Compartments compartments;
  Purpose purpose = Purpose::together;  // not find_bed
  std::int64_t lasts_ms = 30 * day_ms;
  ConsentGiven how = ConsentGiven::on_paper;  // not spoken: it has to be written
  Giver giver = Giver::person;
  bool by_who_harmed = false;  // somebody who may have hurt the person gave it, or was there: then it is not given
  std::string language;
  std::string agreed_text;
};
// invalid with the fields' problems. `stepped_up`: Context::stepped_up.
Result<ReleaseId> grant(storage::Writer&, const access::Session&, Random&, Instant now, bool stepped_up, const Grant&);

// Twice is as good as once. For a referral's too (its packet is referral's to destroy).
Result<void> withdraw(storage::Writer&, const access::Session&, Instant now, ReleaseId);

// The same, by the person themself at their own sign-in, whose case it is. Nobody of an organization is asked: the log
// says that it was the person. not_found: it is not of this case.
Result<void> withdraw_by_person(storage::Writer&, Instant now, CaseId theirs, ReleaseId);

// Deletes the wraps of those whose time has come.
Result<bool> anything_due(storage::Reader&, Instant now);
Result<void> sweep(storage::Writer&, Instant now);

// --- for the holder and the person ---

// The newest first; those that have ended too.
Result<std::vector<Release>> releases_of(storage::Reader&, const access::Session&, CaseId);
Result<Release> find_release(storage::Reader&, const access::Session&, ReleaseId);  // of the holder's

enum class Way : std::uint8_t { read, copied };
std::string_view word(Way);
struct Disclosure {
  Instant at;
  std::string recipient;
  std::optional<Compartment> part;  // none: a packet
  Way way = Way::read;
};
inline constexpr int disclosures_shown = 200;
Result<std::vector<Disclosure>> disclosures_of(storage::Reader&, const access::Session&, CaseId);  // newest first

// --- for the person's own sign-in, which knows whose case it is ---

Result<std::vector<Release>> persons_releases(storage::Reader&, CaseId theirs);
Result<Release> persons_release(storage::Reader&, CaseId theirs, ReleaseId);  // not_found: it is not of this case
Result<std::vector<Disclosure>> persons_disclosures(storage::Reader&, CaseId theirs);

// --- for whoever was allowed to know ---

Result<std::vector<Release>> shared_with_us(storage::Reader&, const access::Session&, Instant now);
Result<Release> find_shared(storage::Reader&, const access::Session&, Instant now, ReleaseId);
// Logged, and written down for the person, before the plaintext is returned. gone: it was shared with them and is no
// more; not_found: it never was.
Result<casework::Notes> read_shared(storage::Writer&, const access::Session&, Instant now, ReleaseId, Compartment,
                                    Purpose, Way = Way::read);

// --- for referral/ ---

Result<void> insert_release(storage::Writer&, const Release&);
enum class StoppedBy : std::uint8_t { holder, person };
Result<void> end_release(storage::Writer&, ReleaseId, Instant now, StoppedBy = StoppedBy::holder);
Result<void> write_disclosure(storage::Writer&, const Release&, std::optional<Compartment>, Way, Instant now);

// --- settings ---

Result<Rules> rules_of(storage::Reader&, access::OrganizationId);
Result<void> set_rules(storage::Writer&, const access::Session&, Instant now, Rules);

}  // namespace nwd::release
