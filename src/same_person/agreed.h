// A person agreed to be matched: that other organizations may be asked whether they help the same person, and that
// theirs answers for them. Of nobody who did not agree is anything asked, compared or told. Nobody has to.
//
//   agree ──> live ──> ended        by the person, whenever they want; nobody asks why
//                  └─> run out      by the clock
//
// Table: migrations/161-same-person.sql.
#pragma once

#include <optional>
#include <string>

#include "release/release.h"

namespace nwd::same_person {

using casework::CaseId;
using AgreedId = Id<struct AgreedTag>;

struct Agreed {
  AgreedId id;
  CaseId case_id;
  access::OrganizationId organization;
  release::ConsentGiven how = release::ConsentGiven::on_paper;
  release::Giver giver = release::Giver::person;
  std::string language;
  std::string agreed_text;  // what the person was read
  Instant given;
  Instant expires;
  std::optional<Instant> ended;
};
bool live(const Agreed&, Instant now);

inline constexpr int first_year = 1900;

struct Agreeing {
  CaseId case_id;
  std::string name;         // as the person gives it everywhere; at most search::longest_sought bytes
  std::optional<int> born;  // the year, if they want it compared too
  std::int64_t lasts_ms = 180 * day_ms;
  release::ConsentGiven how = release::ConsentGiven::on_paper;  // not spoken: it has to be written
  release::Giver giver = release::Giver::person;
  bool by_who_harmed = false;
  std::string language;
  std::string agreed_text;
};
// invalid with the fields' problems; conflict: they have agreed already. `stepped_up`: Context::stepped_up.
Result<AgreedId> agree(storage::Writer&, const access::Session&, Random&, Instant now, bool stepped_up,
                       const Agreeing&);
// Twice is as good as once. What was asked for this person is answered to nobody any more, and what was found is shown
// to nobody any more, here or there.
Result<void> stop(storage::Writer&, const access::Session&, Instant now, CaseId);

// The live one of a case. For whoever may write down or stop it.
Result<std::optional<Agreed>> agreed_of(storage::Reader&, const access::Session&, Instant now, CaseId);

}  // namespace nwd::same_person
