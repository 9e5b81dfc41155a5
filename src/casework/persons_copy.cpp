#include "casework/persons_copy.h"

#include "casework/persons_copy_store.h"
#include "casework/store.h"

namespace nwd::casework {
namespace {

vault::Place place(CaseId id, std::string_view column, std::int64_t version) {
  return {"case_persons_copy", id, column, version};
}

// Under a new key each time: nothing has to be opened for it.
Result<void> put(storage::Writer& writer, CaseId id, store::PersonsCopyRow row, const Facts& facts) {
  const auto key = vault::new_key();
  auto plain = persons_facts(facts).encode();
  auto sealed = vault::seal(key, place(id, "body", row.version), plain);
  vault::wipe(plain);
  NWD_TRY(row.body, std::move(sealed));
  NWD_TRY(row.wrapped, vault::wrap(row.key, place(id, "wrapped", row.version), key));
  return store::put_persons_copy(writer, id, row);
}

}  // namespace

Facts persons_facts(const Facts& facts) {
  Facts shown;
  shown.identified = facts.identified;
  shown.age = facts.age;
  shown.needs = facts.needs;
  shown.exploitation = facts.exploitation;
  return shown;
}

Result<void> begin_persons_copy(storage::Writer& writer, CaseId id, const vault::PublicKey& key, const Facts& facts) {
  return put(writer, id, {key, 1, {}, {}}, facts);
}

Result<void> end_persons_copy(storage::Writer& writer, CaseId id) { return store::delete_persons_copy(writer, id); }

Result<void> renew_persons_copy(storage::Writer& writer, CaseId id, const Facts& facts) {
  NWD_TRY(auto row, store::find_persons_copy(writer, id));
  if (!row) return {};
  ++row->version;
  return put(writer, id, *std::move(row), facts);
}

Result<PersonsCase> open_persons_copy(storage::Reader& reader, const vault::PrivateKey& mine, CaseId id) {
  NWD_TRY(const auto row, store::find_persons_copy(reader, id));
  NWD_TRY(auto record, find_case(reader, id));
  if (!row || !record) return fail(Code::not_found, "Nothing of this is kept for the person.");
  PersonsCase open;
  open.record = *std::move(record);
  NWD_TRY(const auto key, vault::unwrap(mine, place(id, "wrapped", row->version), row->wrapped));
  NWD_TRY(const auto plain, vault::open(key, place(id, "body", row->version), row->body));
  NWD_TRY(open.facts, Facts::decode(plain.view()));
  NWD_TRY(open.placements, store::placements_of(reader, id));
  if (open.record.thread) {
    NWD_TRY(open.thread, find_thread(reader, *open.record.thread));
  }
  return open;
}

}  // namespace nwd::casework
