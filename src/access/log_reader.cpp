#include "access/log_reader.h"

namespace nwd::access {

audit::Opener log_opener(const Session& session) {
  audit::Opener opener;
  opener.use(session.keys);
  return opener;
}

audit::Opener log_opener(const SignedIn& who) {
  audit::Opener opener;
  opener.use(who.keys);
  return opener;
}

}  // namespace nwd::access
