#include "casework/compartment_keys.h"

#include "vault/wrap_again.h"

namespace nwd::casework {
namespace {

vault::Place holder_place(store::CompartmentId id, std::int64_t generation) {
  return {"compartment", id, "wrapped", generation};
}
vault::Place recipient_place(const store::WrapRow& wrap) {
  return {"compartment_wrap", wrap.id, "wrapped", wrap.generation};
}

}  // namespace

Result<void> wrap_for_holder(const access::Session& session, store::CompartmentRow& row, const vault::Key& key) {
  NWD_TRY(row.wrapped, vault::wrap_again(session.keys, session.keys.newest(), holder_place(row.id, row.generation), key,
                                         row.wrapped));
  return {};
}

Result<vault::Key> unwrap_as_holder(const access::Session& session, const store::CompartmentRow& row) {
  return session.keys.unwrap(holder_place(row.id, row.generation), row.wrapped);
}

Result<void> wrap_for_recipient(storage::Reader& reader, const access::Session& session, store::WrapRow& wrap,
                                std::int64_t generation, const vault::Key& key) {
  NWD_TRY(const auto recipient, access::find_organization(reader, wrap.recipient.organization));
  if (!recipient) return fail(Code::not_found, "There is no such organization.");
  wrap.generation = generation;
  NWD_TRY(wrap.wrapped,
          vault::wrap_again(session.keys, recipient->recipient, recipient_place(wrap), key, wrap.wrapped));
  return {};
}

Result<vault::Key> unwrap_as_recipient(const access::Session& session, const store::WrapRow& wrap) {
  return session.keys.unwrap(recipient_place(wrap), wrap.wrapped);
}

}  // namespace nwd::casework
