//===--- SarifReader.cpp - a scan from its SARIF file ---------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Rules.h"
#include "Report/Sarif.h"
#include "Report/Uri.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace commsec::report {

/// The column in bytes of \p Column16 in \p Line, the other way round than
/// Sources::utf16Column().
static unsigned byteColumn(StringRef Line, unsigned Column16) {
  unsigned Units = 1;
  size_t I = 0;
  while (I < Line.size() && Units < Column16) {
    size_t Length =
        std::min<size_t>(getNumBytesForUTF8(Line[I]), Line.size() - I);
    // What takes four bytes of UTF-8 takes two units of UTF-16.
    Units += Length == 4 ? 2 : 1;
    I += Length;
  }
  return static_cast<unsigned>(I + 1) + (Column16 - std::min(Units, Column16));
}

namespace {

/// Reads what Writer in Sarif.cpp writes. Each function fails with the place of
/// the error told to its path.
class Reader {
public:
  explicit Reader(StringRef Root) { S.Root = Root.str(); }

  bool log(const json::Value &V, json::Path P) {
    const json::Object *O = object(V, P);
    if (!O)
      return false;
    if (O->getString("version") != "2.1.0")
      return error(P.field("version"), "expected 2.1.0");
    const json::Array *Runs = O->getArray("runs");
    if (!Runs || Runs->size() != 1)
      return error(P.field("runs"), "expected one run");
    return run(Runs->front(), P.field("runs").index(0));
  }

  Scan S;

private:
  static bool error(json::Path P, StringLiteral Text) {
    P.report(Text);
    return false;
  }

  static const json::Object *object(const json::Value &V, json::Path P) {
    const json::Object *O = V.getAsObject();
    if (!O)
      P.report("expected object");
    return O;
  }

  /// Calls \p Each for each object of the list \p Key, which may be missing.
  template <typename F>
  bool each(const json::Object &O, StringLiteral Key, json::Path P, F Each) {
    const json::Value *V = O.get(Key);
    if (!V)
      return true;
    const json::Array *List = V->getAsArray();
    if (!List)
      return error(P.field(Key), "expected array");
    // A path refers to the one it begins with, so that one has to live on.
    json::Path ListPath = P.field(Key);
    for (const auto &[I, Item] : enumerate(*List)) {
      json::Path At = ListPath.index(static_cast<unsigned>(I));
      const json::Object *Element = object(Item, At);
      if (!Element || !Each(*Element, At))
        return false;
    }
    return true;
  }

  static bool text(const json::Object &O, StringLiteral Key, std::string &Out,
                   json::Path P) {
    auto Text = O.getString(Key);
    if (!Text)
      return error(P.field(Key), "expected string");
    Out = Text->str();
    return true;
  }

  /// `KEY.text` of a message or snippet.
  static std::string inner(const json::Object &O, StringRef Key) {
    const json::Object *M = O.getObject(Key);
    return M ? M->getString("text").value_or("").str() : "";
  }

  static std::vector<std::string> texts(const json::Object &O, StringRef Key) {
    std::vector<std::string> Out;
    if (const json::Array *List = O.getArray(Key))
      for (const json::Value &V : *List)
        if (auto Text = V.getAsString())
          Out.push_back(Text->str());
    return Out;
  }

  static unsigned number(const json::Object &O, StringRef Key,
                         unsigned Default = 0) {
    auto N = O.getInteger(Key);
    return N && *N >= 0 && *N <= INT_MAX ? static_cast<unsigned>(*N) : Default;
  }

  //===--- Places ---------------------------------------------------------===//

  bool file(const json::Object &Location, std::string &Out, json::Path P) {
    std::string Uri;
    if (!text(Location, "uri", Uri, P))
      return false;
    StringRef Rest = Uri;
    if (Rest.consume_front("file://")) {
      Out = percentDecode(Rest);
      return true;
    }
    if (Location.getString("uriBaseId") != "SRCROOT")
      return error(P, "expected a file: URI, or one relative to SRCROOT");
    SmallString<256> Path(S.Root);
    sys::path::append(Path, percentDecode(Rest));
    Out = Path.str().str();
    return true;
  }

  bool region(const json::Object &O, Place &Out, json::Path P) {
    const std::pair<StringLiteral, unsigned *> Numbers[] = {
        {"startLine", &Out.Line},
        {"startColumn", &Out.Column16},
        {"endLine", &Out.EndLine},
        {"endColumn", &Out.EndColumn16}};
    for (auto [Key, Where] : Numbers) {
      *Where = number(O, Key);
      if (*Where == 0)
        return error(P.field(Key), "expected a number from 1 on");
    }
    Out.Text = inner(O, "snippet");
    Out.Column = Out.Column16;
    Out.EndColumn = Out.EndColumn16;
    return true;
  }

  bool place(const json::Object &Location, Place &Out, json::Path Parent) {
    json::Path P = Parent.field("physicalLocation");
    const json::Object *Physical = Location.getObject("physicalLocation");
    if (!Physical)
      return error(P, "expected object");
    const json::Object *Artifact = Physical->getObject("artifactLocation");
    const json::Object *Region = Physical->getObject("region");
    if (!Artifact)
      return error(P.field("artifactLocation"), "expected object");
    if (!Region)
      return error(P.field("region"), "expected object");
    if (!file(*Artifact, Out.File, P.field("artifactLocation")) ||
        !region(*Region, Out, P.field("region")))
      return false;
    if (const json::Object *Context = Physical->getObject("contextRegion")) {
      Out.Lines = inner(*Context, "snippet");
      StringRef Lines = Out.Lines;
      Out.Column = byteColumn(Lines.split('\n').first, Out.Column16);
      Out.EndColumn =
          byteColumn(Lines.substr(Lines.rfind('\n') + 1), Out.EndColumn16);
    }
    return true;
  }

  //===--- Results --------------------------------------------------------===//

  bool check(const json::Object &O, std::string &Out, json::Path P) {
    std::string Id;
    if (!text(O, "ruleId", Id, P))
      return false;
    StringRef Name = Id;
    if (!Name.consume_front("commsec-"))
      return error(P.field("ruleId"), "expected a rule of commsec");
    Out = Name.str();
    return true;
  }

  bool fingerprint(const json::Object &O, std::string &Out, json::Path P) {
    const json::Object *Prints = O.getObject("partialFingerprints");
    auto Own =
        Prints ? Prints->getString("commsecFingerprint/v1") : std::nullopt;
    if (!Own)
      return error(P.field("partialFingerprints"),
                   "expected commsecFingerprint/v1");
    Out = Own->rsplit(':').first.str();
    return true;
  }

  static std::string function(const json::Object &Location) {
    const json::Array *Logical = Location.getArray("logicalLocations");
    if (!Logical || Logical->empty() || !Logical->front().getAsObject())
      return "";
    return Logical->front()
        .getAsObject()
        ->getString("fullyQualifiedName")
        .value_or("")
        .str();
  }

  static const json::Object *first(const json::Object &O, StringRef Key) {
    const json::Array *List = O.getArray(Key);
    return List && !List->empty() ? List->front().getAsObject() : nullptr;
  }

  /// The file of the first location of \p O, which may have no region.
  bool onlyFile(const json::Object &O, std::string &Out, json::Path Parent) {
    json::Path P = Parent.field("locations");
    const json::Object *Location = first(O, "locations");
    const json::Object *Physical =
        Location ? Location->getObject("physicalLocation") : nullptr;
    const json::Object *Artifact =
        Physical ? Physical->getObject("artifactLocation") : nullptr;
    if (!Artifact)
      return error(P, "expected a location in a file");
    return file(*Artifact, Out, P);
  }

  bool suppression(const json::Object &O, Finding &F, json::Path P) {
    if (O.getString("kind") != "inSource")
      return true; // The baseline: told by baselineState.
    Directive D;
    const json::Object *Location = O.getObject("location");
    if (!Location)
      return error(P.field("location"), "expected object");
    if (!place(*Location, D.At, P.field("location")))
      return false;
    D.Reason = O.getString("justification").value_or("").str();
    if (const json::Object *Properties = O.getObject("properties")) {
      D.Kind = Properties->getString("comment").value_or("").str();
      D.Checks = Properties->getString("checks").value_or("").str();
    }
    F.Silenced = std::move(D);
    return true;
  }

  bool fix(const json::Object &O, Finding &F, json::Path P) {
    return each(
        O, "artifactChanges", P,
        [&](const json::Object &Change, json::Path At) {
          const json::Object *Artifact = Change.getObject("artifactLocation");
          if (!Artifact)
            return error(At.field("artifactLocation"), "expected object");
          std::string File;
          if (!file(*Artifact, File, At.field("artifactLocation")))
            return false;
          return each(
              Change, "replacements", At,
              [&](const json::Object &R, json::Path Where) {
                Edit E;
                E.At.File = File;
                E.Text = inner(R, "insertedContent");
                const json::Object *Region = R.getObject("deletedRegion");
                if (!Region)
                  return error(Where.field("deletedRegion"), "expected object");
                if (!region(*Region, E.At, Where.field("deletedRegion")))
                  return false;
                F.Fixes.push_back(std::move(E));
                return true;
              });
        });
  }

  /// An entry of the baseline that was not found.
  bool missing(const json::Object &O, json::Path P) {
    Known K;
    if (!check(O, K.Check, P) || !fingerprint(O, K.Print, P) ||
        !onlyFile(O, K.File, P))
      return false;
    K.Function = function(*first(O, "locations"));
    K.Message = inner(O, "message");
    if (const json::Object *Properties = O.getObject("properties")) {
      K.Fact = Properties->getString("fact").value_or("").str();
      K.Count = number(*Properties, "count", 1);
    }
    S.Missing.push_back(std::move(K));
    return true;
  }

  bool result(const json::Object &O, json::Path P) {
    StringRef State = O.getString("baselineState").value_or("");
    if (State == "absent")
      return missing(O, P);
    Finding F;
    if (!check(O, F.Check, P) || !fingerprint(O, F.Print, P))
      return false;
    // These are made anew from the comments of all parts.
    if (F.Check == UnusedSuppression || F.Check == UnexplainedSuppression)
      return State != "unchanged" || missing(O, P);
    F.Message = inner(O, "message");
    const json::Object *Location = first(O, "locations");
    if (!Location)
      return error(P.field("locations"), "expected a location");
    if (!place(*Location, F.At, P.field("locations").index(0)))
      return false;
    F.Function = function(*Location);
    F.LineHash = O.getObject("partialFingerprints")
                     ->getString("primaryLocationLineHash")
                     .value_or("")
                     .str();
    if (State == "unchanged")
      F.Age = Novelty::Known;
    else if (!State.empty())
      F.Age = Novelty::New;
    if (const json::Object *Properties = O.getObject("properties")) {
      F.Fact = Properties->getString("fact").value_or("").str();
      F.Severity = Properties->getString("severity").value_or("medium").str();
      F.Conditional = Properties->getBoolean("conditional").value_or(false);
      F.Articles = texts(*Properties, "articles");
    }
    bool Read =
        each(O, "taxa", P,
             [&](const json::Object &Taxon, json::Path At) {
               int Cwe = 0;
               if (Taxon.getString("id").value_or("").getAsInteger(10, Cwe))
                 return error(At.field("id"), "expected a number");
               F.Weaknesses.push_back(Cwe);
               return true;
             }) &&
        each(O, "relatedLocations", P,
             [&](const json::Object &Related, json::Path At) {
               Note N;
               N.Text = inner(Related, "message");
               if (!place(Related, N.At, At))
                 return false;
               F.Notes.push_back(std::move(N));
               return true;
             }) &&
        each(O, "fixes", P,
             [&](const json::Object &Fix, json::Path At) {
               return fix(Fix, F, At);
             }) &&
        each(O, "suppressions", P,
             [&](const json::Object &Suppression, json::Path At) {
               return suppression(Suppression, F, At);
             });
    S.Findings.push_back(std::move(F));
    return Read;
  }

  //===--- Units ----------------------------------------------------------===//

  bool artifact(const json::Object &O, json::Path P) {
    const json::Object *Location = O.getObject("location");
    std::string File;
    if (!Location)
      return error(P.field("location"), "expected object");
    if (!file(*Location, File, P.field("location")))
      return false;
    if (const json::Object *Hashes = O.getObject("hashes"))
      if (auto Hash = Hashes->getString("sha-256"))
        S.Hashes[File] = Hash->str();
    if (const json::Object *Properties = O.getObject("properties")) {
      Unit U;
      U.File = File;
      constexpr unsigned Most = 1U << 20;
      unsigned Count = std::min(number(*Properties, "units"), Most);
      if (const json::Array *Dropped = Properties->getArray("droppedFlags"))
        for (const json::Value &Flags : *Dropped) {
          const json::Array *List = Flags.getAsArray();
          if (!List || Count == 0)
            return error(P.field("properties"), "expected lists of flags");
          Unit With = U;
          for (const json::Value &Flag : *List)
            With.DroppedFlags.push_back(Flag.getAsString().value_or("").str());
          S.Units.push_back(std::move(With));
          --Count;
        }
      S.Units.insert(S.Units.end(), Count, U);
    }
    return true;
  }

  bool unit(const json::Object &O, json::Path P) {
    const json::Object *Descriptor = O.getObject("descriptor");
    if (Descriptor && Descriptor->getString("id") == "dropped-flags")
      return true; // Made anew of what the units say.
    std::string File;
    if (!onlyFile(O, File, P))
      return false;
    const json::Object *Properties = O.getObject("properties");
    const json::Object *Own =
        Properties ? Properties->getObject("unit") : nullptr;
    if (!Own)
      return error(P.field("properties"), "expected unit");
    json::Object Whole = *Own;
    Whole["file"] = File;
    for (StringRef Key :
         {"findings", "directives", "judged", "configurationErrors"})
      Whole[Key] = json::Array();
    Unit U;
    json::Value V = std::move(Whole);
    if (!fromJSON(V, U, P.field("properties").field("unit")))
      return false;
    S.Units.push_back(std::move(U));
    return true;
  }

  bool comment(const json::Object &O, json::Path P) {
    Directive D;
    const json::Object *Location = O.getObject("location");
    if (!Location)
      return error(P.field("location"), "expected object");
    if (!place(*Location, D.At, P.field("location")) ||
        !text(O, "comment", D.Kind, P) || !text(O, "checks", D.Checks, P) ||
        !text(O, "reason", D.Reason, P) || !text(O, "lineHash", D.LineHash, P))
      return false;
    D.Unused = texts(O, "unused");
    S.Directives.push_back(std::move(D));
    return true;
  }

  bool properties(const json::Object &O, json::Path P) {
    S.Part.Whole = O.getBoolean("whole").value_or(true);
    if (const json::Object *Shard = O.getObject("shard")) {
      S.Part.Shard = number(*Shard, "number");
      S.Part.Shards = number(*Shard, "of");
      if (S.Part.Shard == 0 || S.Part.Shard > S.Part.Shards)
        return error(P.field("shard"), "expected a number and how many");
    }
    S.Judged = texts(O, "judged");
    S.SuppressionsChecked = O.get("comments") != nullptr;
    S.HasBaseline = O.get("baseline") != nullptr;
    if (!each(O, "comments", P, [&](const json::Object &C, json::Path At) {
          return comment(C, At);
        }))
      return false;
    const json::Object *Baseline = O.getObject("baseline");
    return !Baseline || each(*Baseline, "notFound", P.field("baseline"),
                             [&](const json::Object &K, json::Path At) {
                               return missing(K, At);
                             });
  }

  bool run(const json::Value &V, json::Path P) {
    const json::Object *O = object(V, P);
    if (!O)
      return false;
    const json::Object *Tool = O->getObject("tool");
    const json::Object *Driver = Tool ? Tool->getObject("driver") : nullptr;
    if (!Driver || Driver->getString("name") != "commsec")
      return error(P.field("tool").field("driver").field("name"),
                   "expected commsec");
    S.Frame = json::Object{{"tool", json::Object(*Tool)}};
    if (const json::Value *Taxonomies = O->get("taxonomies"))
      (*S.Frame)["taxonomies"] = *Taxonomies;

    const json::Object *Bases = O->getObject("originalUriBaseIds");
    const json::Object *Base = Bases ? Bases->getObject("SRCROOT") : nullptr;
    StringRef Uri = Base ? Base->getString("uri").value_or("") : "";
    if (!Uri.consume_front("file://"))
      return error(P.field("originalUriBaseIds").field("SRCROOT"),
                   "expected a file: URI");
    if (S.Root.empty())
      S.Root = percentDecode(Uri.size() > 1 ? Uri.rtrim('/') : Uri);

    if (const json::Object *Control = first(*O, "versionControlProvenance"))
      S.State = Revision{Control->getString("repositoryUri").value_or("").str(),
                         Control->getString("revisionId").value_or("").str()};
    if (const json::Object *Properties = O->getObject("properties"))
      if (const json::Object *Own = Properties->getObject("commsec"))
        if (!properties(*Own, P.field("properties").field("commsec")))
          return false;
    bool Units =
        each(*O, "invocations", P, [&](const json::Object &I, json::Path At) {
          return each(I, "toolExecutionNotifications", At,
                      [&](const json::Object &N, json::Path Where) {
                        return unit(N, Where);
                      }) &&
                 each(I, "toolConfigurationNotifications", At,
                      [&](const json::Object &N, json::Path) {
                        S.ConfigurationErrors.push_back(inner(N, "message"));
                        return true;
                      });
        });
    return Units &&
           each(*O, "artifacts", P,
                [&](const json::Object &A, json::Path At) {
                  return artifact(A, At);
                }) &&
           each(*O, "results", P, [&](const json::Object &R, json::Path At) {
             return result(R, At);
           });
  }
};

} // namespace

Expected<Scan> parseSarif(StringRef Text, StringRef Path, StringRef Origin) {
  Expected<json::Value> V = json::parse(Text);
  if (!V)
    return createStringError(Path + ": no SARIF: " + toString(V.takeError()));
  Reader R(Origin);
  json::Path::Root Root;
  if (!R.log(*V, Root))
    return createStringError(
        Path + ": no report of commsec: " + toString(Root.getError()));
  normalise(R.S);
  return std::move(R.S);
}

Expected<Scan> readSarif(StringRef Path, StringRef Root) {
  auto Buffer = MemoryBuffer::getFile(Path);
  if (!Buffer)
    return createStringError(Buffer.getError(),
                             Path + ": " + Buffer.getError().message());
  return parseSarif((*Buffer)->getBuffer(), Path, Root);
}

} // namespace commsec::report
