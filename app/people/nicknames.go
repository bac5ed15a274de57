package people

import "strings"

// nicknames lists given names, folded, with the short and pet forms in use: English, Bulgarian and Russian, and a few of
// German and Spanish. A form may belong to several names.
const nicknames = `
abigail abby abbie gail
alexander alex al alec sandy xander sasha sashko aleko aleks shura lex
alexandra alex sandra sasha alexa lexi sandy aleksa
albert al bert bertie
alfred al alf alfie fred
amanda mandy
andrew andy drew
andrey andreyko
angela angie
anthony tony
arthur art artie
barbara barb barbie babs
benjamin ben benny benji
bernard bernie
beverly bev
bradley brad
calvin cal
cameron cam
caroline carrie carol lina
catherine cathy cate cat kate katie kitty
charles charlie chuck chas chaz
charlotte lottie charlie
christian chris
christina chris christy tina chrissy krisi
christine chris christy tina chrissy
christopher chris kit topher
clifford cliff
cynthia cindy
daniel dan danny dani dancho
david dave davey
deborah deb debbie
donald don donnie
dorothy dot dottie dolly
douglas doug
edward ed eddie ted teddy ned
eleanor ellie nell nora
elizabeth liz lizzie beth betty eliza elsie libby lisa betsy bess
emily em emmy
eugene gene
frances fran fanny
francis frank fran
franklin frank
frederick fred freddie rick
gabriel gabe gabi
gabriela gabi gabby
gerald gerry jerry
gregory greg
harold harry hal
henry hank harry
isabella bella izzy isabel
jacob jake
jacqueline jackie
james jim jimmy jamie
janet jan
jeffrey jeff
jennifer jen jenny
jeremy jerry
jessica jess jessie
john johnny jack jon
jonathan jon jonny nathan
joseph joe joey
joshua josh
judith judy
katherine kate katie kathy kat kathryn
kenneth ken kenny
kimberly kim
lawrence larry lars
leonard len lenny leo
leslie les
lillian lily
louis lou
louise lou
margaret maggie meg peggy marge margie greta daisy
marjorie marge margie
martin marty
matthew matt matty
megan meg
melissa mel lissa
michael mike mick mickey mitch
mitchell mitch
nancy nan
natalie nat
nathaniel nate nathan nat
nicholas nick nicky
nicole nikki nicky
oliver ollie
olivia liv livvy
pamela pam
patricia pat patty trish tricia
patrick pat paddy
peter pete
philip phil pip
rachel rach
raymond ray
rebecca becky becca
richard rick ricky dick rich richie
robert rob bob bobby robbie bert
rodney rod
roger rodge
ronald ron ronnie
samantha sam sammy
samuel sam sammy
sandra sandy
sarah sally sadie
sophia sophie
stephanie steph
stephen steve stevie
steven steve stevie
stuart stu
susan sue susie suzy
teresa terry tess
terence terry
theodore ted teddy theo
thomas tom tommy
timothy tim timmy
valerie val
victoria vicky tori
victor vic
vincent vince vinny
virginia ginny
walter walt wally
wesley wes
william will bill billy willy liam
zachary zach zack
aleksandar aleks alex sasho sashko sashe aleko sando
aleksandra sashka alex sandra aleksa sani
anastasia nastya asya ani
angel acho gele
anelia neli ani
anna ani anka annie
asen acho
atanas nasko naso tanas atanaska
bozhidar bozho bobi
bogdan bobi
boris bobi boro bore
borislav bobi boro borko bore
boryana bobi bori
valentin valyo vallo
valentina valya vali tina
vasil vasko vasil
vasilka vasi vaska
ventsislav ventsi ventsislav
vesela vesi
veselin vesko veso
veselina vesi veska
viktor viki vicho
viktoria viki
violeta vili viki vilito
vladimir vlado vladi vlad volodya vova
vladislav vladi vlado vlad
galina galya gali
genoveva geni veva
georgi gosho zhoro gogo joro georgito gotse gesha
gergana geri gergi
grigor grisho grigi
daniela dani
darina dari
desislava desi
diana didi
dimitar mitko dimo mite dimitrichko mitaka dimi
dimitrinka mitka dimi
dobromir dobri dobrin
dobrinka dobra
donka doni
ekaterina katya kate kati katerina
elena eli lena elka lenche
elisaveta eli lisa beti veta
emil emo
emilia emi
evgeni zheni evgen zhenya
evgenia zheni zhenya
filip fili fipo
gabriela gabi
hristina hrisi krisi tina hriska
hristo itso hari hristi hristoncho
ivan vanyo vancho vanko vanya ivancho
ivanka vanya vanka ivi
ivaylo ivo ivko
ivelina ivi veli
yoana yoni yoanche
yordan dancho dano yoro dancho
yordanka dana danche
yulia yuli yulka
kaloyan koko kalo
katerina katya kati
kiril kiro kircho
konstantin kosyo kosta kotse koko
krasimir krasi krasyo
krasimira krasi
kristina krisi tina
lyubomir lyubo lyubcho
lyubomira lyubka lyubi
lyudmil lyudmi lyubo
lyudmila lyusi mila lyuda
magdalena magi lena
margarita magi rita mara
maria mara mimi marche mariyka mariela masha
mariana mimi mari
marin marincho
mariya mara mimi masha
martin marto
mihail misho misha mihal mishka
milena mimi mila
milko milcho
miroslav miro slavi
mladen dencho
monika moni
nadezhda nadya
nataliya nati natasha
natalia nati natasha
nedyalko nedko
neli nelka
nevena neni veni
nikola koyo nik niki kolyo
nikolay nikola niki kolyo kolya nik nikolaycho
nikoleta niki
ognyan ogi
pavel pavli pavlin pasha
penka pepa peni
petar pesho pepi pencho petyo
petranka pepi
petya pepi peti
plamen plamencho
polina poli
rositsa rosi
rumen rumi rumcho
rumyana rumi
radoslav rado radi
radostina radi
rosen roska
simeon moni simo mono
slavcho slavi
snezhana sneshka
sofia sofi soni
stanimir stani
stanislav stani slavi stas
stanka stani
stefan stefcho fefo tefo stefo
stefka stefi
stoyan stoycho stoyko
stoyanka stoya
svetla svetli
svetlana svetla lana sveta
svetoslav svetlyo slavi
teodor teo tedi tosho fedya
teodora teo tedi dora
todor tosho toshko toto tocho
todorka dora tosha
tsvetan tsetso tsvetko
tsvetanka tseca tsetska
tsvetelina tsveti
vanya vani
yana yanche
yanko yani
zdravko zdrave
zhivko zhivkata
zlatko zlatan
aleksey alyosha lyosha
dmitriy dima mitya dmitri
ekaterina katya katyusha
evgeniy zhenya
irina ira
ivan vanya
mikhail misha
nikolai kolya
olga olya
pyotr petya
sergey seryozha serge
tatiana tanya
tatyana tanya
vladimir volodya vova
johannes hans johann
josef sepp
friedrich fritz
heinrich heinz
elisabeth elli lisbeth sissi
wolfgang wolf
jose pepe
francisco paco pancho
guadalupe lupe
ignacio nacho
manuel manolo
rosario charo
`

// petForms gives for each name or pet form, by sound, the numbers of the lines that it stands in.
var petForms = func() map[string][]int {
	m := map[string][]int{}
	for n, line := range strings.Split(strings.TrimSpace(nicknames), "\n") {
		for _, w := range strings.Fields(line) {
			s := sound(w)
			if list := m[s]; len(list) == 0 || list[len(list)-1] != n {
				m[s] = append(list, n)
			}
		}
	}
	return m
}()

// fullForms holds, by sound, the name that opens each line.
var fullForms = func() []string {
	var full []string
	for line := range strings.SplitSeq(strings.TrimSpace(nicknames), "\n") {
		full = append(full, sound(strings.Fields(line)[0]))
	}
	return full
}()
