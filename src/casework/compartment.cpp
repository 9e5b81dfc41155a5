#include "casework/compartment.h"

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "access/epochs.h"
#include "audit/audit.h"
#include "base/json.h"
#include "casework/case_access.h"
#include "casework/compartment_keys.h"
#include "casework/name_store.h"
#include "casework/told.h"
#include "vault/wrap_again.h"

namespace nwd::casework {
namespace {

using store::CompartmentRow;

constexpr std::array<std::string_view, compartment_count> words = {"identity",      "contact", "narrative",  "health",
                                                                   "substance_use", "legal",   "safety_plan"};

vault::Place body_place(store::CompartmentId id, std::int64_t version) { return {"compartment", id, "body", version}; }

Failure moved_on() {
  return fail(Code::stale, "Somebody changed this meanwhile. Load the page again; what you typed was not saved.");
}

// The field of the door's answers that belongs to a compartment.
std::string* told_in(Identity& identity, Compartment which) {
  switch (which) {
    case Compartment::identity: return &identity.called;
    case Compartment::contact: return &identity.contact;
    case Compartment::narrative: return &identity.note;
    default: return nullptr;
  }
}

// One word of the log for each compartment: who read which is told, and nothing of what it says.
Result<void> log(storage::Writer& writer, const access::Session& session, Instant now, std::string_view verb,
                 Compartment which, CaseId id) {
  const std::string deed = "notes." + std::string(verb) + "." + std::string(word(which));
  NWD_CHECK(audit::append(writer, {now, session.member, session.organization, deed, "case", id, "care"}));
  return {};
}

Result<Notes> open_body(const vault::Key& key, const CompartmentRow& row) {
  NWD_TRY(const auto plain, vault::open(key, body_place(row.id, row.version), row.body));
  return Notes::decode(plain.view());
}

Result<Bytes> seal_body(const vault::Key& key, const CompartmentRow& row, const Notes& notes) {
  auto plain = notes.encode();
  auto sealed = vault::seal(key, body_place(row.id, row.version), plain);
  vault::wipe(plain);
  return sealed;
}

// A new key for the holder and for those whose releases live on.
Result<vault::Key> rotate(storage::Writer& writer, const access::Session& session, CompartmentRow& row) {
  auto key = vault::new_key();
  ++row.generation;
  row.must_rotate = false;
  NWD_CHECK(wrap_for_holder(session, row, key));
  NWD_TRY(auto wraps, store::wraps_of(writer, row.id));
  for (auto& wrap : wraps) {
    NWD_CHECK(wrap_for_recipient(writer, session, wrap, row.generation, key));
    NWD_CHECK(store::rewrap(writer, wrap));
  }
  return key;
}

Result<void> rewrite(storage::Writer& writer, const access::Session& session, Instant now, CompartmentRow row,
                     const Notes& notes) {
  NWD_CHECK(access::check_newest(writer, session));
  NWD_TRY(const bool older, vault::is_older(session.keys, row.wrapped));
  NWD_TRY(auto key, row.must_rotate || older ? rotate(writer, session, row) : unwrap_as_holder(session, row));
  ++row.version;
  row.changed = now;
  NWD_TRY(row.body, seal_body(key, row, notes));
  return store::update_compartment(writer, row);
}

Result<CompartmentRow> begin(storage::Writer& writer, const access::Session& session, Random& random, Instant now,
                             CaseId id, Compartment which, const Notes& notes) {
  NWD_CHECK(access::check_newest(writer, session));
  CompartmentRow row;
  row.id = store::CompartmentId::random(random);
  row.which = which;
  row.changed = now;
  const auto key = vault::new_key();
  NWD_CHECK(wrap_for_holder(session, row, key));
  NWD_TRY(row.body, seal_body(key, row, notes));
  NWD_CHECK(store::insert_compartment(writer, id, row));
  return row;
}

// The first of a compartment: what the door was told moves into it, out of the case's envelope.
Result<CompartmentRow> begin_with_told(storage::Writer& writer, const access::Session& session, Random& random,
                                       Instant now, CaseId id, Compartment which) {
  Notes notes;
  if (told_bytes(which) == 0) return begin(writer, session, random, now, id, which, notes);
  NWD_TRY(auto open, read_case(writer, session, now, id));
  notes.told = *told_in(open.identity, which);
  NWD_TRY(auto row, begin(writer, session, random, now, id, which, notes));
  NWD_CHECK(save_intake(writer, session, now, id, open.record.version, open.facts, open.identity));
  return row;
}

Result<void> check_length(Compartment which, const Notes& notes) {
  Error error{Code::invalid, "This is longer than what can be kept.", "", {}};
  if (notes.text.size() > longest_text)
    error.fields.push_back({"text", "text-too-long", "At most 8,000 bytes are kept here."});
  if (notes.told.size() > told_bytes(which))
    error.fields.push_back({"told", "text-too-long", "This is longer than what can be kept."});
  if (!error.fields.empty()) return fail(std::move(error));
  return {};
}

}  // namespace

std::string_view word(Compartment which) { return words.at(static_cast<std::size_t>(which)); }

std::optional<Compartment> parse_compartment(std::string_view text) {
  const auto* found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) return std::nullopt;
  return static_cast<Compartment>(found - words.begin());
}

std::vector<Compartment> Compartments::list() const {
  std::vector<Compartment> all;
  for (int c = 0; c < compartment_count; ++c)
    if (has(static_cast<Compartment>(c))) all.push_back(static_cast<Compartment>(c));
  return all;
}

std::size_t told_bytes(Compartment which) {
  switch (which) {
    case Compartment::identity: return 100;
    case Compartment::contact: return 200;
    case Compartment::narrative: return 2000;
    default: return 0;
  }
}

Bytes Notes::encode() const {
  const auto serialized = boost::json::serialize(boost::json::value{{"told", told}, {"text", text}});
  const auto view = bytes_of(serialized);
  return {view.begin(), view.end()};
}

Result<Notes> Notes::decode(ByteView bytes) {
  NWD_TRY(const auto value, json::parse(text_of(bytes)));
  json::Fields in(value);
  Notes notes;
  notes.told = in.optional_text("told", 2000).value_or("");
  notes.text = in.optional_text("text", longest_text).value_or("");
  NWD_CHECK(in.done());
  return notes;
}

Result<std::vector<CompartmentState>> compartments_of(storage::Reader& reader, const access::Session& session,
                                                      CaseId id) {
  NWD_CHECK(may(reader, {session, {}}, access::Deed::read_compartment, id));
  NWD_TRY(const auto rows, store::compartments_of(reader, id));
  std::vector<CompartmentState> all;
  for (int c = 0; c < compartment_count; ++c) all.push_back({static_cast<Compartment>(c), 0, std::nullopt});
  for (const auto& row : rows) {
    auto& state = all.at(static_cast<std::size_t>(row.which));
    state.version = row.version;
    state.changed = row.changed;
  }
  return all;
}

Result<Notes> open_held(storage::Writer& writer, const access::Session& session, Instant now, CaseId id,
                        Compartment which) {
  NWD_TRY(const auto row, store::find_compartment(writer, id, which));
  if (row) {
    NWD_TRY(const auto key, unwrap_as_holder(session, *row));
    return open_body(key, *row);
  }
  Notes notes;
  if (told_bytes(which) == 0) return notes;
  NWD_TRY(auto open, read_case(writer, session, now, id));
  notes.told = *told_in(open.identity, which);
  return notes;
}

Result<OpenNotes> read_notes(storage::Writer& writer, const access::Session& session, Instant now, CaseId id,
                             Compartment which) {
  NWD_CHECK(may(writer, {session, now}, access::Deed::read_compartment, id));
  NWD_CHECK(log(writer, session, now, "read", which, id));
  OpenNotes open;
  NWD_TRY(const auto row, store::find_compartment(writer, id, which));
  open.version = row ? row->version : 0;
  NWD_TRY(open.notes, open_held(writer, session, now, id, which));
  return open;
}

Result<std::int64_t> write_notes(storage::Writer& writer, const access::Session& session, Random& random, Instant now,
                                 CaseId id, Compartment which, std::int64_t version, const Notes& notes) {
  NWD_CHECK(may(writer, {session, now}, access::Deed::write_compartment, id));
  NWD_CHECK(check_length(which, notes));
  NWD_CHECK(store::delete_wraps_until(writer, now));
  NWD_TRY(auto row, store::find_compartment(writer, id, which));
  if ((row ? row->version : 0) != version) return moved_on();
  if (!row) {
    NWD_TRY(row, begin_with_told(writer, session, random, now, id, which));
  }
  NWD_CHECK(rewrite(writer, session, now, *row, notes));
  if (which == Compartment::identity) NWD_CHECK(store::delete_name(writer, id));
  NWD_CHECK(log(writer, session, now, "write", which, id));
  return row->version + 1;
}

Result<std::string> written_in(storage::Reader& reader, const access::Session& session, CaseId id, Compartment which) {
  NWD_TRY(const auto row, store::find_compartment(reader, id, which));
  if (!row) return std::string();
  NWD_TRY(const auto key, unwrap_as_holder(session, *row));
  NWD_TRY(auto notes, open_body(key, *row));
  return std::move(notes.text);
}

Result<void> share(storage::Writer& writer, const access::Session& session, Random& random, Instant now, CaseId id,
                   Compartments which, const Recipient& recipient) {
  for (const auto one : which.list()) {
    NWD_TRY(auto row, store::find_compartment(writer, id, one));
    if (!row) {
      NWD_TRY(row, begin_with_told(writer, session, random, now, id, one));
    }
    NWD_TRY(const auto key, unwrap_as_holder(session, *row));
    store::WrapRow wrap{store::WrapId::random(random), row->id, recipient, row->generation, {}};
    NWD_CHECK(wrap_for_recipient(writer, session, wrap, row->generation, key));
    NWD_CHECK(store::insert_wrap(writer, wrap));
  }
  return {};
}

Result<void> unshare(storage::Writer& writer, const IdBytes& release) {
  return store::delete_wraps_of(writer, release);
}

Result<void> unshare_expired(storage::Writer& writer, Instant now) { return store::delete_wraps_until(writer, now); }

Result<bool> any_expired(storage::Reader& reader, Instant now) { return store::any_wrap_until(reader, now); }

Result<Notes> open_shared(storage::Reader& reader, const access::Session& session, const IdBytes& release,
                          Compartment which) {
  NWD_TRY(const auto shared, store::find_shared(reader, release, session.organization, which));
  if (!shared) return fail(Code::gone, "This is no longer shared with you.");
  NWD_TRY(const auto key, unwrap_as_recipient(session, shared->wrap));
  return open_body(key, shared->compartment);
}

Result<void> add_told(storage::Reader& reader, const access::Session& session, CaseId id, Identity& identity) {
  NWD_TRY(const auto rows, store::compartments_of(reader, id));
  for (const auto& row : rows) {
    auto* told = told_in(identity, row.which);
    if (told == nullptr) continue;
    NWD_TRY(const auto key, unwrap_as_holder(session, row));
    NWD_TRY(auto notes, open_body(key, row));
    *told = std::move(notes.told);
  }
  return {};
}

Result<Identity> move_told(storage::Writer& writer, const access::Session& session, Instant now, CaseId id,
                           Identity identity) {
  NWD_TRY(const auto rows, store::compartments_of(writer, id));
  for (const auto& row : rows) {
    auto* told = told_in(identity, row.which);
    if (told == nullptr) continue;
    NWD_TRY(const auto key, unwrap_as_holder(session, row));
    NWD_TRY(auto notes, open_body(key, row));
    if (notes.told != *told) {
      notes.told = *told;
      NWD_CHECK(rewrite(writer, session, now, row, notes));
    }
    told->clear();
  }
  return identity;
}

}  // namespace nwd::casework
