#include "casework/compartment_keys.h"

#include "vault/keypair.h"

namespace nwd::casework {
namespace {

vault::Place holder_place(store::CompartmentId id, std::int64_t generation) {
  return {"compartment", id, "wrapped", generation};
}
vault::Place recipient_place(const store::WrapRow& wrap) {
  return {"compartment_wrap", wrap.id, "wrapped", wrap.generation};
}

}  // namespace

Result<Bytes> wrap_for_holder(const access::Session& session, store::CompartmentId id, std::int64_t generation,
                              const vault::Key& key) {
  return vault::wrap(session.organization_key.public_key(), holder_place(id, generation), key);
}

Result<vault::Key> unwrap_as_holder(const access::Session& session, const store::CompartmentRow& row) {
  return vault::unwrap(session.organization_key, holder_place(row.id, row.generation), row.wrapped);
}

Result<void> wrap_for_recipient(storage::Reader& reader, store::WrapRow& wrap, std::int64_t generation,
                                const vault::Key& key) {
  NWD_TRY(const auto recipient, access::find_organization(reader, wrap.recipient.organization));
  if (!recipient) return fail(Code::not_found, "There is no such organization.");
  wrap.generation = generation;
  NWD_TRY(wrap.wrapped, vault::wrap(recipient->public_key, recipient_place(wrap), key));
  return {};
}

Result<vault::Key> unwrap_as_recipient(const access::Session& session, const store::WrapRow& wrap) {
  return vault::unwrap(session.organization_key, recipient_place(wrap), wrap.wrapped);
}

}  // namespace nwd::casework
