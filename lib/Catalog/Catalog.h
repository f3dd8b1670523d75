//===--- Catalog.h - all facts, indexed by declaration name -----*- C++ -*-===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef COMMSEC_CATALOG_CATALOG_H
#define COMMSEC_CATALOG_CATALOG_H

#include "Catalog/Fact.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace commsec {

/// What the catalog knows under one name. The pointers live as long as the
/// catalog.
struct Entry {
  llvm::SmallVector<const Fact *, 4> Facts;
  llvm::SmallVector<const Flow *, 1> Flows;
  /// Contracts that name this call (verifies, errors, accepts, ...).
  llvm::SmallVector<const Contract *, 1> Contracts;
  bool Logging = false;   ///< The call only logs or formats.
  bool Idle = false;      ///< The call changes nothing.
  bool Departure = false; ///< The call only returns if it fails.
  bool Told = false;      ///< A value that is its result is insecure.
  bool Holder = false;    ///< The class is a smart pointer or an iterator.
  bool Container = false; ///< The class holds what its initialiser list has.
  bool Text = false;      ///< Objects of the class are texts.
  /// A function that uses the name is worth a look: the name does not only
  /// carry values along.
  bool Matters = false;
  /// Some fact speaks of the name by itself. Without this, the name only
  /// matters beside others: a comparison of what another call produced.
  bool Triggers = false;
  /// The library that the first of them comes from.
  const Library *Owner = nullptr;
};

/// All facts of all libraries; immutable once built. A name that is in no
/// catalog costs one hash look-up, whatever the number of facts.
class Catalog {
public:
  /// Indexes \p Libraries. Facts of later libraries add to those of earlier
  /// ones under the same name.
  explicit Catalog(std::vector<Library> Libraries);
  // The index points into the libraries.
  Catalog(const Catalog &) = delete;
  Catalog &operator=(const Catalog &) = delete;

  /// The built-in catalog, together with the users' files \p ExtraFiles.
  /// Errors in those are told through \p OnError as "FILE:LINE:COLUMN: text";
  /// the remaining facts still work.
  static std::shared_ptr<const Catalog>
  load(llvm::ArrayRef<std::string> ExtraFiles,
       llvm::function_ref<void(const std::string &)> OnError);

  /// What is known of the qualified declaration name \p Name
  /// ("SSL_connect", "boost::asio::ssl::context::set_verify_mode"), without
  /// template arguments and inline namespaces; null if nothing.
  const Entry *find(llvm::StringRef Name) const;

  /// True if some catalogued name ends in the identifier \p Identifier: the
  /// cheap filter before a qualified name is put together.
  bool mentions(llvm::StringRef Identifier) const;
  /// True if one of them triggers (Entry::Triggers).
  bool triggers(llvm::StringRef Identifier) const {
    return Identifiers.lookup(Identifier);
  }

  /// True if \p Word in a function's name tells that it only logs.
  bool isLoggingWord(llvm::StringRef Word) const {
    return LoggingWords.contains(Word);
  }

  /// True if \p Word in the name of a function that takes a printf format does.
  /// True if \p Name, in lower case, begins with one of those that are long
  /// enough to tell by themselves (`debugmsg`, not `login`).
  bool beginsLikeLogging(llvm::StringRef Name) const {
    return llvm::any_of(LoggingWords.keys(), [&](llvm::StringRef Word) {
      return Word.size() > 3 && Name.starts_with(Word);
    });
  }
  bool isMessageWord(llvm::StringRef Word) const {
    return MessageWords.contains(Word);
  }

  /// True if \p Word in a function's name tells that it checks a host name.
  bool isNameWord(llvm::StringRef Word) const {
    return NameWords.contains(Word);
  }

  /// True if \p Word in a setting's name tells that more passes, or less, if it
  /// is on.
  bool isLaxWord(llvm::StringRef Word) const { return LaxWords.contains(Word); }
  bool isStrictWord(llvm::StringRef Word) const {
    return StrictWords.contains(Word);
  }

  /// True if what stands in the macro \p Name is tested in some builds only.
  bool isAssertion(llvm::StringRef Name) const {
    return Assertions.contains(Name);
  }
  bool hasAssertions() const { return !Assertions.empty(); }

  /// True if \p Name, a function or a class, is part of the library that \p F
  /// speaks of: the catalog has it, or a member of it.
  bool isPartOfLibrary(llvm::StringRef Name, const Fact &F) const;

  /// The facts whose calls unseen code makes if it gets a function of the type
  /// \p Type ("int (ssl_st *, int *, void *)", canonical).
  llvm::ArrayRef<const Fact *> passedWith(llvm::StringRef Type) const;
  bool hasPassedWith() const { return !PassedWith.empty(); }

  /// The facts whose calls an unseen function makes that has \p Word in its
  /// name.
  llvm::ArrayRef<const Fact *> namedLike(llvm::StringRef Word) const;

  /// The facts that judge a function of the type \p Type ("int (int,
  /// X509_STORE_CTX *)", as people write it) which another unit registers.
  llvm::ArrayRef<const Fact *> defined(llvm::StringRef Type) const;
  bool hasDefined() const { return !Defined.empty(); }

  const Contract *contract(llvm::StringRef Name) const;
  const Fact *fact(llvm::StringRef Id) const;
  llvm::ArrayRef<Library> libraries() const { return Libs; }

private:
  Entry &entry(llvm::StringRef Name, const Library &Owner, bool Matters = true);
  void index(const Library &L);
  void indexCalls(llvm::ArrayRef<Condition> Conditions, const Library &L,
                  bool Insecure = false);

  std::vector<Library> Libs;
  llvm::StringMap<Entry> Index;
  /// Names that end in `*` (logging functions), without the star.
  std::vector<std::pair<std::string, Entry>> LoggingPrefixes;
  llvm::StringSet<> LoggingWords, MessageWords, NameWords, Assertions, LaxWords,
      StrictWords;
  /// What names end in; true if one of them triggers.
  llvm::StringMap<bool> Identifiers;
  llvm::StringMap<llvm::SmallVector<const Fact *, 1>> PassedWith, Defined,
      NamedLike;
  llvm::StringMap<const Contract *> ContractIndex;
  llvm::StringMap<const Fact *> FactIndex;
};

} // namespace commsec

#endif // COMMSEC_CATALOG_CATALOG_H
