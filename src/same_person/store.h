// The rows of matching. Used inside this folder only.
#pragma once

#include "same_person/ask.h"

namespace nwd::same_person::store {

struct SealedName {
  Bytes wrapped;
  Bytes body;
};
struct AgreedRow {
  Agreed agreed;
  SealedName name;
};
Result<void> insert_agreed(storage::Writer&, const Agreed&, const SealedName&);
Result<std::optional<Agreed>> live_agreed(storage::Reader&, CaseId, Instant now);
Result<std::optional<AgreedRow>> find_agreed(storage::Reader&, AgreedId);
// Of cases that the organization holds, the newest first.
Result<std::vector<AgreedRow>> all_live(storage::Reader&, access::OrganizationId, Instant now, int most);
Result<std::vector<Agreed>> run_out(storage::Reader&, access::OrganizationId, Instant now);
// Without the sealed name, whose wrap is left to the keyring to destroy.
Result<void> end_agreed(storage::Writer&, AgreedId, Instant now);

struct Ask {
  AskId id;
  AgreedId agreed;
  access::OrganizationId from;
  access::OrganizationId to;
  AskState state = AskState::asked;
  Instant asked;
  std::string from_name{};  // when it is read from the database
  std::string to_name{};
};
Result<void> insert_ask(storage::Writer&, const Ask&);
Result<void> set_state(storage::Writer&, AskId, AskState);
Result<void> set_answered(storage::Writer&, AskId, Instant now);
Result<std::vector<Ask>> asks_to(storage::Reader&, access::OrganizationId, AskState, int most);
Result<std::vector<Ask>> asks_from(storage::Reader&, access::OrganizationId, AskState, int most);
Result<std::vector<Ask>> asks_about(storage::Reader&, AgreedId);
// By or to the organization, with something told, asked since then; the newest first.
Result<std::vector<Ask>> told_asks(storage::Reader&, access::OrganizationId, Instant since, int most);
Result<std::int64_t> asked_since(storage::Reader&, access::OrganizationId from, Instant since);
Result<std::int64_t> answered_since(storage::Reader&, access::OrganizationId to, Instant since);
Result<std::optional<Instant>> last_asked(storage::Reader&, AgreedId, access::OrganizationId to);
Result<bool> anything_waits(storage::Reader&, access::OrganizationId);

// Stored by number: what is told at which step, and to whom it is sealed.
enum class Step : std::uint8_t {
  blind,         // the asker's own: how the name was blinded
  blinded,       // for the other
  answer,        // for the asker
  key,           // the other's own: of this one question
  verdict,       // for the other
  told_asker,    // what came of it
  told_answerer  // the same
};
struct Message {
  Bytes wrapped;
  Bytes body;
};
Result<void> put_message(storage::Writer&, AskId, Step, const Message&);
Result<std::optional<Message>> find_message(storage::Reader&, AskId, Step);
// Deletes it; its wrap is left to the keyring to destroy.
Result<void> delete_message(storage::Writer&, AskId, Step);
Result<void> delete_messages(storage::Writer&, AskId);  // all of them

}  // namespace nwd::same_person::store
