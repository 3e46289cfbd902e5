#!/usr/bin/env bash
# A registration from the account to its completion, by commands alone. The enterprise works in JSON,
# its agent in XML, the single window and customs in JSON, inspection in XML; each has a folder, and
# what they tell each other are signed messages.
# `play.sh FOLDER` runs it in a new folder.
set -euo pipefail
facts=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cd "$1"
parties=(enterprise agency single-window inspection customs)
mkdir -p certs {enterprise,agency,single-window,inspection,customs}/{answers,inbox,outbox,received}

# The text of what is run is shown, and its messages.
scene() { printf '\n== %s\n' "$*"; }
run() { printf '$ %s\n' "$*"; "$@"; }

# The code of each party is the name of its key.
declare -A CODE=([enterprise]=91330108MA2T00023T [agency]=91330108MA0DEM0055
  [single-window]=HZSW3301 [inspection]=3301 [customs]=2928)
declare -A ROLE=([enterprise]=ENTERPRISE [agency]=AGENT [single-window]=SINGLE_WINDOW
  [inspection]=NATIONAL_INSPECTION [customs]=CUSTOMS)
declare -A SYNTAX=([enterprise]=json [agency]=xml [single-window]=json [inspection]=xml [customs]=json)
sent=0

# send RECORD FROM TO: a signed message from one folder to another, its receipt, and the record there.
send() {
  local record=$1 from=$2 to=$3 name message key
  name=$(basename "${record%.*}")
  message=$((++sent))-$name.${SYNTAX[$from]}
  key=$from/keys/${CODE[$from]}
  run swschema message wrap "$record" --from "${ROLE[$from]}" --to "${ROLE[$to]}" \
    --parties "$facts/parties.toml" -o "$from/unsigned.${SYNTAX[$from]}" --force
  run swschema message sign "$from/unsigned.${SYNTAX[$from]}" --key "$key.key.pem" --cert "$key.pem" \
    -o "$from/outbox/$message"
  cp "$from/outbox/$message" "$to/inbox"
  key=$to/keys/${CODE[$to]}
  run swschema receive "$to/inbox" --trust certs --as "${CODE[$to]}" --key "$key.key.pem" --cert "$key.pem" \
    -o "$to/receipts"
  cp "$to/receipts/${CODE[$from]}"_* "$from/answers"
  run swschema message unwrap "$to/inbox/$message" -o "$to/$name.${SYNTAX[$to]}" --force
  mv "$to/inbox/$message" "$to/received"
}

scene 'Each party makes a key, and all trust its certificate'
export SWSCHEMA_PASSPHRASE=only-for-this-play
for party in "${parties[@]}"; do
  run swschema keys generate --code "${CODE[$party]}" -o "$party/keys"
  cp "$party/keys/${CODE[$party]}.pem" certs
done

scene 'The enterprise begins, with its own facts'
run swschema new registration --type E_COMMERCE_ENTERPRISE --mode AGENCY --id R-2017-0001 -o enterprise/draft-1.json
run swschema fill enterprise/draft-1.json --facts "$facts/enterprise.json" -o enterprise/draft-2.json
run python3 "$facts/scans.py" enterprise/scans 2017-09-05 三证合一营业执照 网页截图 企业简介 \
  企业管理员身份证件复印件 操作员身份证件复印件 浙江电子口岸业务申请表 通关服务平台使用协议 委托书 \
  管控制度文件-{电商准入退出机制,企业质量安全评估制度,在线商品审核制度,商品抽检制度,缺陷商品召回制度,商品追溯制度}
run swschema attach enterprise/draft-2.json enterprise/scans -o enterprise/draft-3.json
send enterprise/draft-3.json enterprise agency

scene 'The agent adds its entrustment, and submits the application'
run swschema fill agency/draft-3.xml --facts "$facts/agency.json" -o agency/draft-4.xml
run swschema status agency/draft-4.xml
run swschema complete agency/draft-4.xml --submitted-at 2017-09-06T10:00:00+08:00 --to xml -o agency/registration.xml
send agency/registration.xml agency single-window

scene 'The single window approves it'
run swschema decide single-window/registration.json --window SINGLE_WINDOW --outcome APPROVED --by SW0107 \
  --at 2017-09-08T10:00:00+08:00 --assign APPLICATION_NO=A-2017-0001 -o single-window/approved.json
send single-window/approved.json single-window agency

scene 'The agent derives the materials for both windows'
run swschema derive materials agency/approved.xml --submitted-on 2017-09-12 --submitted-by "$facts/handler.json" \
  -o agency/materials-draft-1.xml
run swschema fill agency/materials-draft-1.xml --facts "$facts/materials.json" -o agency/materials-draft-2.xml
run python3 "$facts/scans.py" agency/scans 2017-09-12 经营主体备案信息 质量诚信经营承诺书 企业基本信息表 税务说明 \
  登记证书 营业执照
run swschema attach agency/materials-draft-2.xml agency/scans -o agency/materials-draft-3.xml
run swschema derive materials agency/approved.xml --submitted-on 2017-09-12 --draft agency/materials-draft-3.xml \
  -o agency/materials-draft-4.xml
run swschema papers agency/materials-draft-4.xml agency/approved.xml --window CUSTOMS -o agency/papers
run swschema complete agency/materials-draft-4.xml --to xml -o agency/materials-1.xml
send agency/materials-1.xml agency inspection

scene 'Inspection approves, customs returns the licence'
run swschema decide inspection/materials-1.xml --window NATIONAL_INSPECTION --outcome APPROVED --by GJ0021 \
  --at 2017-09-14T10:00:00+08:00 -o inspection/materials-1a.xml
send inspection/materials-1a.xml inspection customs
run swschema decide customs/materials-1a.json --window CUSTOMS --outcome CORRECTION_REQUIRED --by HG2928009 \
  --at 2017-09-14T15:20:00+08:00 --reason-code ILLEGIBLE_SCAN --return BUSINESS_LICENSE=复印件模糊，请重新提交。 \
  --deadline 2017-09-29 -o customs/materials-1b.json
send customs/materials-1b.json customs agency

scene 'The agent submits the next round, in which only the licence is new'
run swschema resubmit agency/materials-1b.xml --submitted-on 2017-09-18 -o agency/materials-draft-5.xml
run python3 "$facts/scans.py" agency/scans-2 2017-09-18 营业执照-补正
run swschema attach agency/materials-draft-5.xml agency/scans-2 -o agency/materials-draft-6.xml
run swschema derive materials agency/approved.xml --draft agency/materials-draft-6.xml -o agency/materials-draft-7.xml
run swschema diff agency/materials-1b.xml agency/materials-draft-7.xml
run swschema complete agency/materials-draft-7.xml --to xml -o agency/materials-2.xml
send agency/materials-2.xml agency customs
run swschema decide customs/materials-2.json --window CUSTOMS --outcome APPROVED --by HG2928009 \
  --at 2017-09-20T15:20:00+08:00 -o customs/materials-2a.json
send customs/materials-1b.json customs single-window
send customs/materials-2a.json customs single-window

scene 'The single window takes the approvals over'
cd single-window
run swschema advance approved.json materials-1b.json materials-2a.json -o registration-2.json
run swschema dossier assemble registration-2.json materials-1b.json materials-2a.json --id D-2017-0001 \
  --at 2017-09-20T16:00:00+08:00 -o dossier-1.json
cd ..
send single-window/dossier-1.json single-window customs

scene 'Customs plans the interview, and both windows hold it'
run swschema derive interview customs/dossier-1.json -o customs/interview-draft-1.json
run swschema fill customs/interview-draft-1.json --facts "$facts/appointment.json" -o customs/interview-draft-2.json
run swschema complete customs/interview-draft-2.json -o customs/interview-1.json
run swschema fill customs/interview-1.json --facts "$facts/interview.json" -o customs/interview-2.json
run python3 "$facts/scans.py" customs/scans 2017-09-25 约谈纪要
run swschema attach customs/interview-2.json customs/scans -o customs/interview-3.json
run swschema derive interview customs/dossier-1.json --draft customs/interview-3.json \
  --signed-at 2017-09-25T16:40:00+08:00 -o customs/interview-4.json
send customs/interview-4.json customs inspection
run swschema decide inspection/interview-4.xml --window NATIONAL_INSPECTION --outcome APPROVED --by GJ0021 \
  --at 2017-09-26T10:00:00+08:00 --assign CIQ_RECORD_NO=3300000002 -o inspection/interview-5.xml
send inspection/interview-5.xml inspection customs
run swschema decide customs/interview-5.json --window CUSTOMS --outcome APPROVED --by HG2928009 \
  --at 2017-09-26T11:00:00+08:00 --assign CUSTOMS_REGISTRATION_CODE=330136T002 -o customs/interview.json
send customs/interview.json customs single-window

scene 'The single window completes the registration, and the enterprise keeps one package'
cd single-window
run swschema advance dossier-1.json interview.json -o registration-3.json
run swschema dossier assemble registration-3.json materials-1b.json materials-2a.json interview.json \
  --id D-2017-0001 --at 2017-09-26T12:00:00+08:00 -o dossier.json
cd ..
send single-window/dossier.json single-window enterprise
run swschema status enterprise/dossier.json
mkdir enterprise/all
cp {enterprise,agency,customs}/scans/* agency/scans-2/* enterprise/all
run swschema pack enterprise/dossier.json enterprise/all -o enterprise/case.zip
run swschema unpack enterprise/case.zip -o enterprise/case
run swschema validate enterprise/case/data/records/dossier.json --attachments enterprise/case/data/attachments

scene 'What was typed, and what was proved'
run swschema origins agency/registration.xml
for record in agency/materials-1.xml agency/materials-2.xml customs/interview.json; do
  run swschema origins "$record" --from enterprise/dossier.json
done
for party in "${parties[@]}"; do
  run swschema receipt match "$party/outbox" "$party/answers" --trust certs
done
printf '\n%d records sent in %d signed messages, each answered by a signed receipt; %d signatures verified.\n' \
  "$sent" "$sent" "$((2 * sent))"
